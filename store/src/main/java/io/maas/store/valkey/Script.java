package io.maas.store.valkey;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/// A script that runs on the server, all of it or nothing.
enum Script {
  RESERVE,
  SETTLE,
  STANDINGS,
  ESTABLISH,
  BEGIN,
  LIVE;

  private final String text;
  private final String sha;

  Script() {
    this.text = read("common") + "\n" + read(name().toLowerCase(Locale.ROOT));
    this.sha = sha1(text);
  }

  String text() {
    return text;
  }

  /// What the server calls it once it has it.
  String sha() {
    return sha;
  }

  private static String read(String name) {
    try (InputStream in = Script.class.getResourceAsStream(name + ".lua")) {
      if (in == null) {
        throw new IllegalStateException(name + ".lua: missing (expected: on the class path)");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha1(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
