package com.ticketly.infra;

import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.certificatemanager.CertificateValidation;
import software.amazon.awscdk.services.route53.HostedZone;
import software.amazon.awscdk.services.route53.HostedZoneAttributes;
import software.amazon.awscdk.services.route53.IHostedZone;
import software.constructs.Construct;

/**
 * The domain of the service.
 *
 * @param name the domain name
 * @param hostedZoneId the id of the Route 53 hosted zone of the domain or of a parent
 */
record Domain(String name, String hostedZoneId) {

	Certificate certificate(Construct scope) {
		return Certificate.Builder.create(scope, "Certificate")
			.domainName(this.name)
			.validation(CertificateValidation.fromDns(zone(scope, "CertificateZone")))
			.build();
	}

	/**
	 * Returns the hosted zone. It may be that of a parent domain, because records use
	 * fully qualified names.
	 */
	IHostedZone zone(Construct scope, String id) {
		return HostedZone.fromHostedZoneAttributes(scope, id,
				HostedZoneAttributes.builder().hostedZoneId(this.hostedZoneId).zoneName(this.name).build());
	}

	String recordName() {
		return this.name + ".";
	}

}
