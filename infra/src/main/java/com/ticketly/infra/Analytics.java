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
 * Exports sales from the stream of the table of bookings to S3, partitioned by day, for
 * queries with Athena.
 */
final class Analytics extends Construct {

	private static final String DATABASE = "ticketly";

	private static final String TABLE = "bookings";

	/**
	 * The first day that can have data.
	 */
	private static final String FIRST_DAY = "2026-01-01";

	private static final long MAX_SCAN_BYTES = 10L * 1024 * 1024 * 1024;

	private final DeliveryStream delivery;

	private final CfnPipe pipe;

	Analytics(Construct scope, Table bookings, Buckets buckets, Queue failures) {
		super(scope, "Analytics");
		Bucket sales = buckets.create(this, "Sales",
				LifecycleRule.builder().prefix("errors/").expiration(Duration.days(30)).build());
		this.delivery = createDelivery(sales);
		this.pipe = createPipe(bookings, failures);
		createQuery(sales, buckets);
	}

	private DeliveryStream createDelivery(Bucket sales) {
		Construct reading = new Construct(this, "Reading");
		Function function = LambdaFunctions.of(reading, "bookings")
			.description("Converts changes of bookings to sales without personal data")
			.build();
		NagFindings.accept(function, "AwsSolutions-IAM4", "The policy only allows a function to write its log.",
				"Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole");
		LogGroup log = LambdaFunctions.log(this, "Log");
		DeliveryStream stream = DeliveryStream.Builder.create(this, "Delivery")
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
		NagFindings.accept(stream, "AwsSolutions-IAM5",
				"The stream writes objects with generated names to one bucket, and calls one function in any version.",
				"Action::s3:GetBucket*", "Action::s3:GetObject*", "Action::s3:List*", "Action::s3:Abort*",
				"Action::s3:DeleteObject*", NagFindings.below(sales, "/*"), NagFindings.below(function, ":*"));
		return stream;
	}

	private CfnPipe createPipe(Table bookings, Queue failures) {
		Role role = Role.Builder.create(this, "PipeRole")
			.assumedBy(new ServicePrincipal("pipes.amazonaws.com"))
			.description("Sends changes of bookings to the delivery stream")
			.build();
		bookings.grantStreamRead(role);
		this.delivery.grantPutRecords(role);
		failures.grantSendMessages(role);
		CfnPipe pipe = CfnPipe.Builder.create(this, "Pipe")
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
		// EventBridge checks the permissions of the role when it creates the pipe.
		pipe.getNode().addDependency(role);
		NagFindings.accept(role, "AwsSolutions-IAM5", "ListStreams does not support resources.", "Resource::*");
		return pipe;
	}

	private void createQuery(Bucket sales, Buckets buckets) {
		CfnDatabase database = CfnDatabase.Builder.create(this, "Database")
			.catalogId(Aws.ACCOUNT_ID)
			.databaseInput(
					CfnDatabase.DatabaseInputProperty.builder().name(DATABASE).description("Sales of Ticketly").build())
			.build();
		String location = "s3://" + sales.getBucketName() + "/" + TABLE + "/";
		CfnTable table = CfnTable.Builder.create(this, "Table")
			.catalogId(Aws.ACCOUNT_ID)
			.databaseName(DATABASE)
			.tableInput(CfnTable.TableInputProperty.builder()
				.name(TABLE)
				.description("Tickets sold and returned, one row per change of a booking")
				.tableType("EXTERNAL_TABLE")
				.parameters(Map.of("classification", "json", "projection.enabled", "true", "projection.day.type",
						"date", "projection.day.format", "yyyy-MM-dd", "projection.day.range", FIRST_DAY + ",NOW",
						"storage.location.template", location + "day=${day}/"))
				.partitionKeys(List.of(column("day", "string", "day of the delivery in UTC")))
				.storageDescriptor(CfnTable.StorageDescriptorProperty.builder()
					.location(location)
					.inputFormat("org.apache.hadoop.mapred.TextInputFormat")
					.outputFormat("org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat")
					.serdeInfo(CfnTable.SerdeInfoProperty.builder()
						.serializationLibrary("org.openx.data.jsonserde.JsonSerDe")
						.build())
					.columns(List.of(column("id", "string", "id of the change; rows may be duplicated"),
							column("written_at", "string", "time of the change"),
							column("slot", "string", "id of the slot"),
							column("section", "int", "number of the section in the slot"),
							column("event", "string", "INSERT, MODIFY or REMOVE"),
							column("tickets", "int", "number of tickets sold, or returned if negative")))
					.build())
				.build())
			.build();
		table.getNode().addDependency(database);
		Bucket results = buckets.create(this, "Results", LifecycleRule.builder().expiration(Duration.days(30)).build());
		CfnWorkGroup workGroup = CfnWorkGroup.Builder.create(this, "WorkGroup")
			.name("ticketly")
			.description("Queries of the sales of Ticketly")
			// Without it, the query history would prevent the deletion of the work group,
			// and the stack could not be created again with the same name.
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
			.description("Tickets sold and returned by slot and day in the last 30 days")
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
