package io.maas.protocol.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs requests as AWS Signature Version 4 asks, in the `Authorization` header.
///
/// A pure function of its arguments: nothing is read, kept or waited for.
public final class SigV4 {

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String END = "aws4_request";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final HexFormat HEX = HexFormat.of();

  private SigV4() {}

  /// A name and a value of a query, not encoded.
  public record Parameter(String name, String value) {}

  /// What is signed.
  ///
  /// @param path as it is sent: a colon in a model's id stands there as `%3A` already. It is
  ///   encoded once more before it is signed, as every service but S3 does
  /// @param query what follows the question mark
  /// @param headers all that shall be covered, `host` among them; of any case
  /// @param body sent as it is; its hash is signed
  public record Request(
      String method, String path, List<Parameter> query, Map<String, String> headers, byte[] body) {
    public Request {
      query = List.copyOf(query);
      headers = Map.copyOf(headers);
    }
  }

  /// For whom it is signed.
  ///
  /// @param service as AWS abbreviates it: `bedrock`
  public record Scope(String region, String service) {}

  /// The headers that make the request a signed one, to be sent beside those that were given.
  public static Map<String, String> sign(
      Request request, AwsCredentials credentials, Scope scope, Instant at) {
    String time = TIME.format(at);
    Map<String, String> added = new LinkedHashMap<>();
    added.put("x-amz-date", time);
    if (credentials.sessionToken() != null) {
      added.put("x-amz-security-token", credentials.sessionToken());
    }
    SortedMap<String, String> signed = new TreeMap<>();
    request.headers().forEach((name, value) -> signed.put(lower(name), trimmed(value)));
    signed.putAll(added);

    String names = String.join(";", signed.keySet());
    String canonical = canonical(request, signed, names);
    String date = time.substring(0, 8);
    String reach = String.join("/", date, scope.region(), scope.service(), END);
    String toSign = String.join("\n", ALGORITHM, time, reach, hash(canonical.getBytes(UTF_8)));
    byte[] key = key(credentials.secret(), date, scope);
    added.put(
        "authorization",
        ALGORITHM
            + " Credential="
            + credentials.accessKey()
            + "/"
            + reach
            + ", SignedHeaders="
            + names
            + ", Signature="
            + HEX.formatHex(hmac(key, toSign)));
    return added;
  }

  private static String canonical(Request request, SortedMap<String, String> signed, String names) {
    StringBuilder headers = new StringBuilder();
    signed.forEach((name, value) -> headers.append(name).append(':').append(value).append('\n'));
    String path = request.path().isEmpty() ? "/" : PercentEncoding.ofPath(request.path());
    return String.join(
        "\n", request.method(), path, query(request.query()), headers, names, hash(request.body()));
  }

  private static String query(List<Parameter> query) {
    return query.stream()
        .map(each -> new Parameter(PercentEncoding.of(each.name), PercentEncoding.of(each.value)))
        .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
        .map(each -> each.name + "=" + each.value)
        .collect(Collectors.joining("&"));
  }

  private static byte[] key(String secret, String date, Scope scope) {
    byte[] ofDate = hmac(("AWS4" + secret).getBytes(UTF_8), date);
    byte[] ofRegion = hmac(ofDate, scope.region());
    return hmac(hmac(ofRegion, scope.service()), END);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /// Without blanks around it, and with one space where several stood together.
  private static String trimmed(String value) {
    return value.strip().replaceAll("\\s+", " ");
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private static String hash(byte[] bytes) {
    try {
      return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
