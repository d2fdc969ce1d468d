# The JDK and the JRE must have the same version.
FROM eclipse-temurin:25.0.4_7-jdk-resolute AS build
WORKDIR /build
COPY . .
RUN --mount=type=cache,target=/root/.m2 image/build.sh

FROM eclipse-temurin:25.0.4_7-jre-resolute AS application
WORKDIR /opt/ticketly
COPY --from=build /build/target/image/layers/dependencies/ ./
COPY --from=build /build/target/image/layers/snapshot-dependencies/ ./
COPY --from=build /build/target/image/layers/application/ ./
COPY image/java.options image/healthcheck.sh ./
ENV TICKETLY_WARM_UP_TIME=10s

# The AOT cache is valid only for the same JVM, options and files, including their paths and modification times.
FROM application AS training
RUN --mount=type=bind,from=build,source=/build/target/image/training,target=/training \
	/training/train.sh /opt/ticketly /training

FROM application
COPY --from=training /opt/ticketly/ticketly.aot ./
USER 10001:10001
EXPOSE 8477
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=3 CMD ["/opt/ticketly/healthcheck.sh"]
ENTRYPOINT ["java", "@/opt/ticketly/java.options", "-XX:AOTCache=/opt/ticketly/ticketly.aot", "-Djava.library.path=/opt/ticketly/native", "-jar", "/opt/ticketly/ticketly.jar"]

ARG VERSION=unreleased
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Ticketly" \
	org.opencontainers.image.description="A ticket booking service on DynamoDB" \
	org.opencontainers.image.licenses="Apache-2.0" \
	org.opencontainers.image.version="${VERSION}" \
	org.opencontainers.image.revision="${REVISION}"
