package com.ticketly.price;

import software.amazon.awssdk.enhanced.dynamodb.AttributeConverter;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stores a price list as JSON in one attribute.
 */
public final class PriceListConverter implements AttributeConverter<PriceList> {

	private static final JsonMapper MAPPER = JsonMapper.builder().addModule(new MoneyModule()).build();

	@Override
	public AttributeValue transformFrom(PriceList prices) {
		return AttributeValue.fromS(MAPPER.writeValueAsString(prices));
	}

	@Override
	public PriceList transformTo(AttributeValue attribute) {
		return MAPPER.readValue(attribute.s(), PriceList.class);
	}

	@Override
	public EnhancedType<PriceList> type() {
		return EnhancedType.of(PriceList.class);
	}

	@Override
	public AttributeValueType attributeValueType() {
		return AttributeValueType.S;
	}

}
