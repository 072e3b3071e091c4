package io.maas.http;

import io.vertx.core.http.HttpHeaders;

/// The names of the headers that we read and write, made once.
public final class Headers {

  public static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("request-id");
  public static final CharSequence X_REQUEST_ID = HttpHeaders.createOptimized("x-request-id");
  public static final CharSequence X_API_KEY = HttpHeaders.createOptimized("x-api-key");
  public static final CharSequence SUBSCRIPTION =
      HttpHeaders.createOptimized("x-maas-subscription");
  public static final CharSequence USERNAME = HttpHeaders.createOptimized("x-maas-username");
  public static final CharSequence GROUP = HttpHeaders.createOptimized("x-maas-group");
  public static final CharSequence KEY_ID = HttpHeaders.createOptimized("x-maas-key-id");
  public static final CharSequence MODEL = HttpHeaders.createOptimized("x-maas-model");
  public static final CharSequence FALLBACK_FROM =
      HttpHeaders.createOptimized("x-maas-fallback-from");
  public static final CharSequence ENDPOINT = HttpHeaders.createOptimized("x-maas-endpoint");
  public static final CharSequence DROPPED = HttpHeaders.createOptimized("x-maas-dropped");
  public static final CharSequence CACHE = HttpHeaders.createOptimized("x-maas-cache");
  public static final CharSequence SHOULD_RETRY = HttpHeaders.createOptimized("x-should-retry");
  public static final CharSequence NOSNIFF = HttpHeaders.createOptimized("x-content-type-options");
  public static final CharSequence CONTENT_SECURITY_POLICY =
      HttpHeaders.createOptimized("content-security-policy");

  public static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  public static final CharSequence EVENT_STREAM = HttpHeaders.createOptimized("text/event-stream");
  public static final CharSequence NO_SNIFFING = HttpHeaders.createOptimized("nosniff");
  public static final CharSequence SANDBOX =
      HttpHeaders.createOptimized("default-src 'none'; sandbox");

  private Headers() {}
}
