package com.ticketly.document;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;

import org.springframework.core.io.ClassPathResource;

/**
 * Renders HTML and SVG by templates that escape all texts.
 */
final class HtmlPages {

	private final Template page;

	private final Template code;

	HtmlPages() {
		Mustache.Compiler compiler = Mustache.compiler().escapeHTML(true).nullValue("").withLoader(HtmlPages::open);
		this.page = compiler.loadTemplate("tickets");
		this.code = compiler.loadTemplate("code");
	}

	private static Reader open(String name) throws IOException {
		return new InputStreamReader(new ClassPathResource("templates/" + name + ".mustache").getInputStream(),
				StandardCharsets.UTF_8);
	}

	/**
	 * Renders a page.
	 * @param base the path of the service
	 */
	byte[] page(List<TicketSheet> sheets, String base) {
		return this.page.execute(new Page(sheets.getFirst().show(), base, sheets)).getBytes(StandardCharsets.UTF_8);
	}

	byte[] svg(CodeImage image) {
		return this.code.execute(image).getBytes(StandardCharsets.UTF_8);
	}

	record Page(String show, String base, List<TicketSheet> tickets) {
	}

}
