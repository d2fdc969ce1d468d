package com.ticketly.infra;

import java.nio.file.Path;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;

/**
 * The CDK app, which synthesizes the CloudFormation templates. The CDK command line runs
 * it as configured in {@code cdk.json}.
 */
final class TicketlyApp {

	private TicketlyApp() {
	}

	public static void main(String[] args) {
		App app = new App();
		try {
			build(app, Path.of(".."));
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage());
			System.exit(1);
		}
		app.synth();
	}

	/**
	 * Adds the stacks and the checks of cdk-nag to an app.
	 * @param repository the build context of the container image
	 * @throws IllegalArgumentException if a setting is not valid
	 */
	static void build(App app, Path repository) {
		Settings settings = Settings.of((name) -> context(app, name));
		EdgeStack edge = new EdgeStack(app, settings);
		TablesStack tables = new TablesStack(app, settings);
		ServiceStack service = new ServiceStack(app, settings, repository, edge, tables.tables());
		new CloudFrontAlarmsStack(app, service.distribution(), edge.notifications());
		Aspects.of(app).add(new AwsSolutionsChecks());
	}

	private static @Nullable Object context(App app, String name) {
		Object value = app.getNode().tryGetContext(name);
		return (value == null && name.equals("region")) ? System.getenv("CDK_DEFAULT_REGION") : value;
	}

}
