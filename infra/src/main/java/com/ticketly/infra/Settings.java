package com.ticketly.infra;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.ec2.InstanceArchitecture;
import software.amazon.awscdk.services.ec2.InstanceType;

/**
 * The validated settings of a deployment, given as {@code -c name=value}.
 *
 * @param region the region of all resources except those that CloudFront requires in
 * us-east-1
 * @param domain the domain of the service, or null to use CloudFront's domain
 * @param email the recipient of alarms and budget warnings, or null
 * @param zones the names of the availability zones
 * @param natGateways the number of NAT gateways
 * @param architecture the processor architecture of the instances
 * @param instanceType the type of the instances
 * @param minInstances the minimum number of instances
 * @param maxInstances the maximum number of instances
 * @param timeZone the time zone of the theater
 * @param phoneRegion the country of phone numbers without a country code
 * @param tablePrefix the prefix of table names
 * @param budget the monthly budget in US dollars
 * @param rateLimits how many requests the firewall lets through
 * @param requestAlarm the number of requests in 5 minutes that triggers an alarm
 */
record Settings(String region, @Nullable Domain domain, @Nullable String email, List<String> zones, int natGateways,
		InstanceArchitecture architecture, InstanceType instanceType, int minInstances, int maxInstances,
		ZoneId timeZone, String phoneRegion, String tablePrefix, int budget, RateLimits rateLimits, int requestAlarm) {

	private static final Map<String, InstanceArchitecture> ARCHITECTURES = Map.of("arm64", InstanceArchitecture.ARM_64,
			"x86_64", InstanceArchitecture.X86_64);

	private static final Pattern DOMAIN = Pattern.compile("([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}");

	/**
	 * Reads and validates the settings.
	 * @param context returns the value of a setting, or null if it is absent
	 * @throws IllegalArgumentException if a value is not valid
	 */
	static Settings of(Function<String, @Nullable Object> context) {
		Context values = new Context(context);
		String domain = values.find("domain", DOMAIN, "a domain name in lower case, such as tickets.example.com");
		String hostedZoneId = values.find("hostedZoneId", Pattern.compile("Z[A-Z0-9]{1,31}"),
				"the id of a Route 53 hosted zone, such as Z0123456789ABC");
		check((domain == null) == (hostedZoneId == null),
				"domain and hostedZoneId must be set together: the certificate is validated in that zone.");
		check(domain != null || values.isTrue("allowHttp"),
				"Without a domain, the load balancer has no certificate, and CloudFront connects to it by HTTP inside the "
						+ "VPC. Set -c domain=… -c hostedZoneId=…, or allow HTTP with -c allowHttp=true.");
		String architecture = values.text("architecture", "arm64", Pattern.compile("arm64|x86_64"), "arm64 or x86_64");
		InstanceType instanceType = instanceType(values, architecture);
		List<String> zones = zones(values);
		int minInstances = values.number("minInstances", 2, 2, 100);
		int maxInstances = values.number("maxInstances", Math.max(8, minInstances * 4), 1, 500);
		check(maxInstances > minInstances, "maxInstances must be more than minInstances (" + minInstances
				+ "): an update starts a new instance before it stops an old one.");
		return new Settings(region(values),
				(domain != null && hostedZoneId != null) ? new Domain(domain, hostedZoneId) : null,
				values.find("email", Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+"), "an e-mail address"), zones,
				values.number("natGateways", 1, 1, zones.size()), ARCHITECTURES.get(architecture), instanceType,
				minInstances, maxInstances, timeZone(values),
				values.text("phoneRegion", "IN", Pattern.compile("[A-Z]{2}"), "two capital letters, such as IN"),
				values.text("tablePrefix", "", Pattern.compile("[a-zA-Z0-9_.-]{0,200}"),
						"at most 200 letters, digits, dots, hyphens and underscores"),
				values.number("budget", 250, 1, 1_000_000), rateLimits(values),
				values.number("requestAlarm", 300_000, 1, 2_000_000_000));
	}

	/**
	 * Reads limits. AWS WAF accepts none below 10.
	 */
	private static RateLimits rateLimits(Context values) {
		return new RateLimits(values.number("rateLimit", 3000, 10, 2_000_000_000),
				values.number("seatRateLimit", 300, 10, 2_000_000_000),
				values.number("signedInRateLimit", 30_000, 10, 2_000_000_000));
	}

	private static String region(Context values) {
		String region = values.find("region", Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d"),
				"an AWS region, such as eu-central-1");
		if (region == null) {
			throw new IllegalArgumentException("Set the region with -c region=eu-central-1, or in the AWS profile.");
		}
		return region;
	}

	private static InstanceType instanceType(Context values, String architecture) {
		String name = values.text("instanceType", architecture.equals("arm64") ? "t4g.medium" : "t3.medium",
				Pattern.compile("[a-z0-9-]+\\.[a-z0-9-]+"), "an instance type, such as t4g.medium");
		InstanceType type = new InstanceType(name);
		check(type.getArchitecture() == ARCHITECTURES.get(architecture),
				"instanceType " + name + " is not " + architecture + ": set a matching -c architecture=….");
		return type;
	}

	private static List<String> zones(Context values) {
		String zones = values.text("zones", "2", Pattern.compile("[23]|[a-z0-9-]+(,[a-z0-9-]+){1,2}"),
				"2, 3, or the names of two or three availability zones, such as eu-central-1a,eu-central-1b");
		if (zones.length() > 1) {
			List<String> names = List.of(zones.split(","));
			check(Set.copyOf(names).size() == names.size(), "zones must not contain the same zone twice.");
			return names;
		}
		return IntStream.range(0, Integer.parseInt(zones)).mapToObj((i) -> Fn.select(i, Fn.getAzs())).toList();
	}

	private static ZoneId timeZone(Context values) {
		String zone = values.text("timeZone", "UTC", Pattern.compile(".+"), "a time zone");
		try {
			return ZoneId.of(zone);
		}
		catch (DateTimeException ex) {
			throw new IllegalArgumentException("timeZone must be a time zone, such as Europe/Berlin, not " + zone, ex);
		}
	}

	private static void check(boolean condition, String message) {
		if (!condition) {
			throw new IllegalArgumentException(message);
		}
	}

	/**
	 * Reads and validates single values.
	 */
	private record Context(Function<String, @Nullable Object> values) {

		@Nullable String find(String name, Pattern pattern, String expected) {
			Object value = this.values.apply(name);
			if (value == null) {
				return null;
			}
			String text = value.toString().strip();
			check(pattern.matcher(text).matches(), name + " must be " + expected + ", not " + text);
			return text;
		}

		String text(String name, String defaultValue, Pattern pattern, String expected) {
			String text = find(name, pattern, expected);
			return (text != null) ? text : defaultValue;
		}

		int number(String name, int defaultValue, int min, int max) {
			String expected = String.format(Locale.ROOT, "a whole number from %d to %d", min, max);
			String text = find(name, Pattern.compile("\\d{1,10}"), expected);
			if (text == null) {
				return defaultValue;
			}
			long number = Long.parseLong(text);
			check(number >= min && number <= max, name + " must be " + expected + ", not " + text);
			return (int) number;
		}

		boolean isTrue(String name) {
			return "true".equals(find(name, Pattern.compile("true|false"), "true or false"));
		}

	}

}
