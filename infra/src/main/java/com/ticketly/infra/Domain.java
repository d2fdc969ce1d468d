package com.ticketly.infra;

import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.certificatemanager.CertificateValidation;
import software.amazon.awscdk.services.route53.HostedZone;
import software.amazon.awscdk.services.route53.HostedZoneAttributes;
import software.amazon.awscdk.services.route53.IHostedZone;
import software.constructs.Construct;

/**
 * The name that customers use.
 *
 * @param name the domain
 * @param hostedZoneId the zone of Route 53 that it is in
 */
record Domain(String name, String hostedZoneId) {

	Certificate certificate(Construct scope) {
		return Certificate.Builder.create(scope, "Certificate")
			.domainName(this.name)
			.validation(CertificateValidation.fromDns(zone(scope, "CertificateZone")))
			.build();
	}

	/**
	 * Returns the zone. It may be one of a parent domain: records are named in full.
	 */
	IHostedZone zone(Construct scope, String id) {
		return HostedZone.fromHostedZoneAttributes(scope, id,
				HostedZoneAttributes.builder().hostedZoneId(this.hostedZoneId).zoneName(this.name).build());
	}

	String recordName() {
		return this.name + ".";
	}

}
