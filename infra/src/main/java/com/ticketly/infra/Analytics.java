package com.ticketly.infra;

import java.util.List;
import java.util.Map;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.services.athena.CfnNamedQuery;
import software.amazon.awscdk.services.athena.CfnWorkGroup;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.glue.CfnDatabase;
import software.amazon.awscdk.services.glue.CfnTable;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kinesisfirehose.Compression;
import software.amazon.awscdk.services.kinesisfirehose.DataProcessorProps;
import software.amazon.awscdk.services.kinesisfirehose.DeliveryStream;
import software.amazon.awscdk.services.kinesisfirehose.EnableLogging;
import software.amazon.awscdk.services.kinesisfirehose.LambdaFunctionProcessor;
import software.amazon.awscdk.services.kinesisfirehose.S3Bucket;
import software.amazon.awscdk.services.kinesisfirehose.StreamEncryption;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.pipes.CfnPipe;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * What was sold, by day: from the stream of bookings to S3, where Athena can query it.
 */
final class Analytics extends Construct {

	private static final String DATABASE = "ticketly";

	private static final String TABLE = "bookings";

	/**
	 * The first day there can be anything of.
	 */
	private static final String FIRST_DAY = "2026-01-01";

	private static final long MAX_SCAN_BYTES = 10L * 1024 * 1024 * 1024;

	private final DeliveryStream delivery;

	private final CfnPipe pipe;

	Analytics(Construct scope, Table bookings, Buckets buckets, Queue failures) {
		super(scope, "Analytics");
		Bucket sales = buckets.make(this, "Sales",
				LifecycleRule.builder().prefix("errors/").expiration(Duration.days(30)).build());
		this.delivery = deliver(sales);
		this.pipe = pipe(bookings, failures);
		query(sales, buckets);
	}

	private DeliveryStream deliver(Bucket sales) {
		Construct reading = new Construct(this, "Reading");
		Function function = Functions.of(reading, "bookings")
			.description("Makes sales of changes of bookings, without whose they are")
			.build();
		Nag.accept(function, "AwsSolutions-IAM4", "The policy allows a function to write its log, and nothing else.",
				"Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole");
		LogGroup log = Functions.log(this, "Log");
		DeliveryStream made = DeliveryStream.Builder.create(this, "Delivery")
			.encryption(StreamEncryption.awsOwnedKey())
			.destination(S3Bucket.Builder.create(sales)
				.dataOutputPrefix(TABLE + "/day=!{timestamp:yyyy-MM-dd}/")
				.errorOutputPrefix("errors/!{firehose:error-output-type}/day=!{timestamp:yyyy-MM-dd}/")
				.fileExtension(".json.gz")
				.compression(Compression.GZIP)
				.bufferingInterval(Duration.minutes(5))
				.bufferingSize(Size.mebibytes(64))
				.loggingConfig(new EnableLogging(log))
				.processors(List.of(new LambdaFunctionProcessor(function,
						DataProcessorProps.builder()
							.bufferInterval(Duration.minutes(1))
							.bufferSize(Size.mebibytes(1))
							.retries(3)
							.build())))
				.build())
			.build();
		Nag.accept(made, "AwsSolutions-IAM5",
				"It writes objects, whose names it makes, to one bucket, and calls one function in whatever version.",
				"Action::s3:GetBucket*", "Action::s3:GetObject*", "Action::s3:List*", "Action::s3:Abort*",
				"Action::s3:DeleteObject*", Nag.below(sales, "/*"), Nag.below(function, ":*"));
		return made;
	}

	private CfnPipe pipe(Table bookings, Queue failures) {
		Role role = Role.Builder.create(this, "PipeRole")
			.assumedBy(new ServicePrincipal("pipes.amazonaws.com"))
			.description("Brings changes of bookings to their delivery")
			.build();
		bookings.grantStreamRead(role);
		this.delivery.grantPutRecords(role);
		failures.grantSendMessages(role);
		CfnPipe made = CfnPipe.Builder.create(this, "Pipe")
			.description("Changes of bookings")
			.roleArn(role.getRoleArn())
			.source(bookings.getTableStreamArn())
			.sourceParameters(CfnPipe.PipeSourceParametersProperty.builder()
				.dynamoDbStreamParameters(CfnPipe.PipeSourceDynamoDBStreamParametersProperty.builder()
					.startingPosition("TRIM_HORIZON")
					.batchSize(100)
					.maximumBatchingWindowInSeconds(60)
					.maximumRetryAttempts(20)
					.onPartialBatchItemFailure("AUTOMATIC_BISECT")
					.deadLetterConfig(CfnPipe.DeadLetterConfigProperty.builder().arn(failures.getQueueArn()).build())
					.build())
				.build())
			.target(this.delivery.getDeliveryStreamArn())
			.build();
		// A pipe tries its rights when it is made.
		made.getNode().addDependency(role);
		Nag.accept(role, "AwsSolutions-IAM5", "The streams of an account can only be listed together.", "Resource::*");
		return made;
	}

	private void query(Bucket sales, Buckets buckets) {
		CfnDatabase database = CfnDatabase.Builder.create(this, "Database")
			.catalogId(Aws.ACCOUNT_ID)
			.databaseInput(CfnDatabase.DatabaseInputProperty.builder()
				.name(DATABASE)
				.description("What Ticketly sold")
				.build())
			.build();
		String location = "s3://" + sales.getBucketName() + "/" + TABLE + "/";
		CfnTable table = CfnTable.Builder.create(this, "Table")
			.catalogId(Aws.ACCOUNT_ID)
			.databaseName(DATABASE)
			.tableInput(CfnTable.TableInputProperty.builder()
				.name(TABLE)
				.description("Tickets sold and given back, a row a change of a booking")
				.tableType("EXTERNAL_TABLE")
				.parameters(Map.of("classification", "json", "projection.enabled", "true", "projection.day.type",
						"date", "projection.day.format", "yyyy-MM-dd", "projection.day.range", FIRST_DAY + ",NOW",
						"storage.location.template", location + "day=${day}/"))
				.partitionKeys(List.of(column("day", "string", "when it was delivered, in UTC")))
				.storageDescriptor(CfnTable.StorageDescriptorProperty.builder()
					.location(location)
					.inputFormat("org.apache.hadoop.mapred.TextInputFormat")
					.outputFormat("org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat")
					.serdeInfo(CfnTable.SerdeInfoProperty.builder()
						.serializationLibrary("org.openx.data.jsonserde.JsonSerDe")
						.build())
					.columns(List.of(column("id", "string", "the change: it may be there twice"),
							column("written_at", "string", "when it was written"), column("slot", "string", "the slot"),
							column("section", "int", "the section of the slot"),
							column("event", "string", "INSERT, MODIFY or REMOVE"),
							column("tickets", "int", "sold; given back when negative")))
					.build())
				.build())
			.build();
		table.getNode().addDependency(database);
		Bucket results = buckets.make(this, "Results", LifecycleRule.builder().expiration(Duration.days(30)).build());
		CfnWorkGroup workGroup = CfnWorkGroup.Builder.create(this, "WorkGroup")
			.name("ticketly")
			.description("Queries of what Ticketly sold")
			// Its history must not keep it from being deleted, and its name from being
			// used again.
			.recursiveDeleteOption(true)
			.workGroupConfiguration(CfnWorkGroup.WorkGroupConfigurationProperty.builder()
				.enforceWorkGroupConfiguration(true)
				.publishCloudWatchMetricsEnabled(true)
				.bytesScannedCutoffPerQuery(MAX_SCAN_BYTES)
				.resultConfiguration(CfnWorkGroup.ResultConfigurationProperty.builder()
					.outputLocation("s3://" + results.getBucketName() + "/")
					.encryptionConfiguration(
							CfnWorkGroup.EncryptionConfigurationProperty.builder().encryptionOption("SSE_S3").build())
					.build())
				.build())
			.build();
		CfnNamedQuery query = CfnNamedQuery.Builder.create(this, "TicketsByDay")
			.name("Tickets by slot and day")
			.description("Tickets sold and given back of each slot, by day, in the last 30 days")
			.database(DATABASE)
			.workGroup(workGroup.getName())
			.queryString(Resources.read("/tickets-by-day.sql"))
			.build();
		query.getNode().addDependency(table, workGroup);
	}

	private static CfnTable.ColumnProperty column(String name, String type, String comment) {
		return CfnTable.ColumnProperty.builder().name(name).type(type).comment(comment).build();
	}

	DeliveryStream delivery() {
		return this.delivery;
	}

	CfnPipe pipe() {
		return this.pipe;
	}

}
