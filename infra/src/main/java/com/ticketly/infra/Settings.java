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
 * What is said with {@code -c name=value}, checked.
 *
 * @param region where everything is but what CloudFront needs in us-east-1
 * @param domain the name that customers use; CloudFront's own when absent
 * @param email who gets alarms and warnings of the budget
 * @param zones how many availability zones, or which
 * @param natGateways how many ways out there are
 * @param architecture of the instances
 * @param instanceType of the instances
 * @param minInstances the fewest instances
 * @param maxInstances the most instances
 * @param timeZone the theatre's
 * @param phoneRegion of phone numbers without a country code
 * @param tablePrefix what table names begin with
 * @param budget US dollars a month from which on to warn
 * @param rateLimit requests that an address may make in 5 minutes
 * @param requestAlarm requests in 5 minutes that are unusually many
 */
record Settings(String region, @Nullable Domain domain, @Nullable String email, List<String> zones, int natGateways,
		InstanceArchitecture architecture, InstanceType instanceType, int minInstances, int maxInstances,
		ZoneId timeZone, String phoneRegion, String tablePrefix, int budget, int rateLimit, int requestAlarm) {

	private static final Map<String, InstanceArchitecture> ARCHITECTURES = Map.of("arm64", InstanceArchitecture.ARM_64,
			"x86_64", InstanceArchitecture.X86_64);

	private static final Pattern DOMAIN = Pattern.compile("([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}");

	/**
	 * Reads the settings.
	 * @param context finds what was said, or null
	 * @throws IllegalArgumentException when something that was said makes no sense
	 */
	static Settings of(Function<String, @Nullable Object> context) {
		Context values = new Context(context);
		String domain = values.find("domain", DOMAIN, "a domain name in lower case, such as tickets.example.com");
		String hostedZoneId = values.find("hostedZoneId", Pattern.compile("Z[A-Z0-9]{1,31}"),
				"the id of a hosted zone of Route 53, such as Z0123456789ABC");
		check((domain == null) == (hostedZoneId == null),
				"Give domain and hostedZoneId together: the certificate is validated in that zone.");
		check(domain != null || values.isTrue("allowHttp"),
				"Without a domain there is no certificate for the load balancer, and CloudFront speaks HTTP to it inside "
						+ "the VPC. Give -c domain=… -c hostedZoneId=…, or accept that with -c allowHttp=true.");
		String architecture = values.text("architecture", "arm64", Pattern.compile("arm64|x86_64"), "arm64 or x86_64");
		InstanceType instanceType = instanceType(values, architecture);
		List<String> zones = zones(values);
		int minInstances = values.number("minInstances", 2, 2, 100);
		int maxInstances = values.number("maxInstances", Math.max(8, minInstances * 4), 1, 500);
		check(maxInstances > minInstances, "maxInstances must be more than minInstances (" + minInstances
				+ "): an update starts a new instance before it ends an old one.");
		return new Settings(region(values),
				(domain != null && hostedZoneId != null) ? new Domain(domain, hostedZoneId) : null,
				values.find("email", Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+"), "an e-mail address"), zones,
				values.number("natGateways", 1, 1, zones.size()), ARCHITECTURES.get(architecture), instanceType,
				minInstances, maxInstances, timeZone(values),
				values.text("phoneRegion", "IN", Pattern.compile("[A-Z]{2}"), "two capital letters, such as IN"),
				values.text("tablePrefix", "", Pattern.compile("[a-zA-Z0-9_.-]{0,200}"),
						"at most 200 letters, digits, dots, hyphens and underscores"),
				values.number("budget", 250, 1, 1_000_000), values.number("rateLimit", 3000, 10, 2_000_000_000),
				values.number("requestAlarm", 300_000, 1, 2_000_000_000));
	}

	private static String region(Context values) {
		String region = values.find("region", Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d"),
				"a region of AWS, such as eu-central-1");
		if (region == null) {
			throw new IllegalArgumentException(
					"Say where: -c region=eu-central-1, or set a region in the AWS profile.");
		}
		return region;
	}

	private static InstanceType instanceType(Context values, String architecture) {
		String name = values.text("instanceType", architecture.equals("arm64") ? "t4g.medium" : "t3.medium",
				Pattern.compile("[a-z0-9-]+\\.[a-z0-9-]+"), "a type of instance, such as t4g.medium");
		InstanceType type = new InstanceType(name);
		check(type.getArchitecture() == ARCHITECTURES.get(architecture),
				"instanceType " + name + " is not " + architecture + ": give a matching -c architecture=…, too.");
		return type;
	}

	private static List<String> zones(Context values) {
		String zones = values.text("zones", "2", Pattern.compile("[23]|[a-z0-9-]+(,[a-z0-9-]+){1,2}"),
				"2, 3, or the names of two or three availability zones, such as eu-central-1a,eu-central-1b");
		if (zones.length() > 1) {
			List<String> names = List.of(zones.split(","));
			check(Set.copyOf(names).size() == names.size(), "zones names the same zone twice.");
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
	 * Reads values by name.
	 */
	private record Context(Function<String, @Nullable Object> values) {

		@Nullable String find(String name, Pattern form, String what) {
			Object value = this.values.apply(name);
			if (value == null) {
				return null;
			}
			String text = value.toString().strip();
			check(form.matcher(text).matches(), name + " must be " + what + ", not " + text);
			return text;
		}

		String text(String name, String whenAbsent, Pattern form, String what) {
			String text = find(name, form, what);
			return (text != null) ? text : whenAbsent;
		}

		int number(String name, int whenAbsent, int min, int max) {
			String what = String.format(Locale.ROOT, "a whole number from %d to %d", min, max);
			String text = find(name, Pattern.compile("\\d{1,10}"), what);
			if (text == null) {
				return whenAbsent;
			}
			long number = Long.parseLong(text);
			check(number >= min && number <= max, name + " must be " + what + ", not " + text);
			return (int) number;
		}

		boolean isTrue(String name) {
			return "true".equals(find(name, Pattern.compile("true|false"), "true or false"));
		}

	}

}
