package com.ticketly.http;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.core.StandardHost;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Configures Tomcat and Spring MVC for requests that no operation sees.
 */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration implements WebMvcConfigurer {

	private final AdmissionControl admission;

	HttpConfiguration(AdmissionControl admission) {
		this.admission = admission;
	}

	/**
	 * Adds interceptors after the one that limits the requests of a caller.
	 */
	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(new RequestCheck()).order(Ordered.HIGHEST_PRECEDENCE + 1);
		registry.addInterceptor(this.admission).order(Ordered.HIGHEST_PRECEDENCE + 2);
	}

	/**
	 * Lets Spring answer requests with the method {@code TRACE} like those with other
	 * methods that an operation does not have.
	 */
	@Bean
	DispatcherServlet dispatcherServlet() {
		return new DispatcherServlet() {

			@Override
			protected void doTrace(HttpServletRequest request, HttpServletResponse response)
					throws ServletException, IOException {
				processRequest(request, response);
			}

		};
	}

	/**
	 * Limits how long requests take to arrive, and lets connections end before the server
	 * does.
	 */
	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcatConnections(HttpProperties properties,
			ConnectionDrain drain) {
		return (factory) -> {
			factory.setProtocol(TimedHttpProtocol.class.getName());
			factory.addProtocolHandlerCustomizers((TimedHttpProtocol protocol) -> {
				protocol.setMaxReadTime(properties.maxReadTime());
				drain.setProtocol(protocol);
			});
			factory.addEngineValves(new UnreadBodyValve(properties.maxReadTime()), new BrokenAnswerValve(),
					drain.valve());
		};
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcatProblems(HeaderWriter securityHeaders,
			JsonMapper mapper) {
		return (factory) -> {
			factory.addEngineValves(new ServerOptionsValve());
			factory.addConnectorCustomizers((connector) -> connector.setAllowTrace(true));
			factory.addContextCustomizers((context) -> {
				StandardHost host = (StandardHost) context.getParent();
				// Tomcat adds no valve of its own if there is one of this class.
				host.setErrorReportValveClass(ProblemValve.class.getName());
				host.getPipeline().addValve(new ProblemValve(securityHeaders, mapper));
				host.getPipeline().addValve(this.admission.valve());
			});
		};
	}

}
