package com.ticketly.http;

import java.io.IOException;

import jakarta.servlet.ServletException;
import org.apache.catalina.AccessLog;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

import org.springframework.http.HttpHeaders;

/**
 * Completes the response to {@code OPTIONS *}. Tomcat creates it before any valve is
 * invoked and lists the methods of its own servlets, but passes it to the access log.
 */
final class ServerOptionsValve extends ValveBase implements AccessLog {

	ServerOptionsValve() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		getNext().invoke(request, response);
	}

	@Override
	public void log(Request request, Response response, long time) {
		if ("*".equals(request.getRequestURI()) && !response.isError()) {
			response.setHeader(HttpHeaders.ALLOW, ProblemValve.ALLOWED);
		}
	}

	@Override
	public void setRequestAttributesEnabled(boolean enabled) {
		// It logs no attributes.
	}

	@Override
	public boolean getRequestAttributesEnabled() {
		return false;
	}

}
