package com.ticketly.http;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Closes the connection of an answer that could not be completed, so that the client
 * notices. Tomcat would end the answer as if it was complete.
 */
public final class BrokenAnswerValve extends ValveBase {

	private static final String BROKEN = BrokenAnswerValve.class.getName();

	BrokenAnswerValve() {
		super(true);
	}

	/**
	 * Marks the answer to a request as one that could not be completed.
	 */
	public static void breakAnswer(ServletRequest request) {
		request.setAttribute(BROKEN, true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		getNext().invoke(request, response);
		if (request.getAttribute(BROKEN) != null) {
			response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
		}
	}

}
