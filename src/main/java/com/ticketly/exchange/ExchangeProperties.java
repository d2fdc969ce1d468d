package com.ticketly.exchange;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings for imports and exports.
 *
 * @param maxImports how many imports an instance carries out at the same time; further
 * ones are refused
 * @param maxExports how many exports an instance carries out at the same time; further
 * ones are refused
 * @param maxSize the maximum size of an imported file, which is kept in memory
 * @param maxRows the maximum number of rows of an imported file
 * @param rowsAtOnce how many rows of an import, or groups of new ones, are carried out at
 * the same time
 * @param uploadTime how long an imported file may take to arrive
 * @param maxTime how long an import or an export may take
 */
@Validated
@ConfigurationProperties("ticketly.exchange")
record ExchangeProperties(@DefaultValue("2") @Min(1) int maxImports, @DefaultValue("4") @Min(1) int maxExports,
		@DefaultValue("16MB") DataSize maxSize, @DefaultValue("20000") @Min(1) int maxRows,
		@DefaultValue("16") @Min(1) @Max(256) int rowsAtOnce, @DefaultValue("1m") Duration uploadTime,
		@DefaultValue("10m") Duration maxTime) {
}
