package com.ticketly.infra;

import java.nio.file.Path;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;

/**
 * Makes the templates: run by the CDK's command line, as cdk.json says.
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
	 * Adds the stacks to an app, and the check of them.
	 * @param repository the folder that the image is made of
	 */
	static void build(App app, Path repository) {
		Settings settings = Settings.of((name) -> context(app, name));
		EdgeStack edge = new EdgeStack(app, settings);
		TablesStack tables = new TablesStack(app, settings);
		ServiceStack service = new ServiceStack(app, settings, repository, edge, tables.tables());
		new WatchStack(app, service.distribution(), edge.notices());
		Aspects.of(app).add(new AwsSolutionsChecks());
	}

	private static @Nullable Object context(App app, String name) {
		Object value = app.getNode().tryGetContext(name);
		return (value == null && name.equals("region")) ? System.getenv("CDK_DEFAULT_REGION") : value;
	}

}
