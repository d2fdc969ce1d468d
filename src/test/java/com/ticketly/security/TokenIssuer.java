package com.ticketly.security;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.json.JsonMapper;

/**
 * An issuer of bearer tokens on the loopback interface.
 */
final class TokenIssuer implements AutoCloseable {

	/**
	 * The setting that tells an instance for which audience tokens are.
	 */
	static final String AUDIENCE = "--spring.security.oauth2.resourceserver.jwt.audiences=ticketly";

	private static final String ISSUER = "--spring.security.oauth2.resourceserver.jwt.issuer-uri=";

	private final RSAKey key;

	private final HttpServer server;

	private TokenIssuer(RSAKey key, HttpServer server) {
		this.key = key;
		this.server = server;
	}

	static TokenIssuer start() {
		try {
			RSAKey key = new RSAKeyGenerator(2048).keyID("1").generate();
			TokenIssuer issuer = new TokenIssuer(key,
					HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
			issuer.serve("/.well-known/openid-configuration", Map.of("issuer", issuer.uri(), "jwks_uri",
					issuer.uri() + "/keys", "subject_types_supported", List.of("public")));
			issuer.serve("/keys", new JWKSet(key.toPublicJWK()).toJSONObject());
			issuer.server.start();
			return issuer;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void serve(String path, Map<String, Object> json) {
		byte[] content = JsonMapper.shared().writeValueAsBytes(json);
		this.server.createContext(path, (exchange) -> {
			exchange.getResponseHeaders().add("Content-Type", "application/json");
			exchange.sendResponseHeaders(200, content.length);
			try (OutputStream body = exchange.getResponseBody()) {
				body.write(content);
			}
		});
	}

	String uri() {
		return "http://localhost:" + this.server.getAddress().getPort();
	}

	/**
	 * Returns the setting that makes an instance accept tokens of an issuer.
	 */
	static String setting(String uri) {
		return ISSUER + uri;
	}

	/**
	 * Returns the value of the {@code Authorization} header with a token that is valid
	 * for some minutes.
	 */
	String token(String scope) {
		return token(scope, Duration.ofMinutes(10), List.of("another service", "ticketly"));
	}

	/**
	 * Returns the value of the {@code Authorization} header with a token.
	 * @param validFor negative if the token has expired
	 */
	String token(String scope, Duration validFor, List<String> audience) {
		SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("1").build(),
				new JWTClaimsSet.Builder().issuer(uri())
					.subject("box office")
					.audience(audience)
					.claim("scope", scope)
					.expirationTime(Date.from(Instant.now().plus(validFor)))
					.build());
		try {
			token.sign(new RSASSASigner(this.key));
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
		return "Bearer " + token.serialize();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
