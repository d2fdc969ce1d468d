package com.ticketly.exchange;

import java.io.IOException;
import java.io.OutputStream;

import com.ticketly.http.BrokenAnswerValve;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * An answer that is written row by row. If it fails before anything was sent, the request
 * is answered with a problem. If it fails later, its connection is closed, so that the
 * client notices.
 */
public record FileAnswer(HttpServletRequest request, HttpServletResponse response, FileFormat format) {

	private static final Logger logger = LoggerFactory.getLogger(FileAnswer.class);

	/**
	 * Writes the answer.
	 * @param name the name of the file without its extension
	 */
	public void write(String name, Rows rows) {
		this.response.setContentType(this.format.type().toString());
		this.response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
		this.response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
		this.response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
				ContentDisposition.attachment().filename(name + "." + this.format.extension()).build().toString());
		if (HttpMethod.HEAD.matches(this.request.getMethod())) {
			return;
		}
		try {
			rows.writeTo(this.response.getOutputStream());
		}
		catch (IOException ex) {
			// In most cases the client has closed the connection.
			logger.info("The file {} was not completed: {}", name, ex.toString());
			BrokenAnswerValve.breakAnswer(this.request);
		}
		catch (RuntimeException ex) {
			if (!this.response.isCommitted()) {
				this.response.setHeader(HttpHeaders.CONTENT_DISPOSITION, null);
				throw ex;
			}
			logger.warn("The file {} could not be completed", name, ex);
			BrokenAnswerValve.breakAnswer(this.request);
		}
	}

	/**
	 * Writes rows.
	 */
	public interface Rows {

		/**
		 * Writes all rows.
		 * @throws IOException if the client has closed the connection, or reads too
		 * slowly
		 */
		void writeTo(OutputStream output) throws IOException;

	}

}
