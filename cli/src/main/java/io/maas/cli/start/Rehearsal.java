package io.maas.cli.start;

import io.maas.cli.shell.Shell;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Runs the usual commands against a control of its own that knows one answer, while the JVM takes
/// note of what they need. Nothing is asked of anybody else, and nothing is written.
public final class Rehearsal {
  private static final String RESOURCE =
      """
      {"apiVersion":"maas.opendatahub.io/v1alpha1","kind":"MaaSSubscription",
       "metadata":{"name":"a","namespace":"t","creationTimestamp":"2026-01-01T00:00:00Z"},
       "spec":{"priority":1},"status":{"phase":"Active","conditions":[
         {"type":"Ready","status":"False","message":"m"}]}}
      """;

  private static final String ANSWER =
      """
      {"object":"list","user":"u","groups":["g"],"spec":{"priority":1},"live":%1$s,"merged":%1$s,
       "data":[%1$s],"id":"i","name":"n"}
      """
          .formatted(RESOURCE);

  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("whoami"),
          List.of("models"),
          List.of("models", "-o", "json"),
          List.of("subscriptions"),
          List.of("usage"),
          List.of("quota"),
          List.of("key", "list"),
          List.of("user", "list"),
          List.of("group", "list"),
          List.of("get", "subscription"),
          List.of("get", "subscription", "a", "-n", "t", "-o", "yaml"),
          List.of("get", "subscription", "a", "-n", "t", "-o", "json"),
          List.of("describe", "subscription", "a", "-n", "t"),
          List.of("patch", "subscription", "a", "-n", "t", "-p", "{\"spec\":{}}"),
          List.of("apply", "-f", "-"),
          List.of("diff", "-f", "-"),
          List.of("delete", "subscription", "a", "-n", "t"),
          List.of("get", "--help"),
          List.of("nonsense"),
          List.of("--help"));

  private Rehearsal() {}

  /// Plays all of it.
  public static void main(String[] arguments) throws IOException {
    Shell.ofProcess(InstantSource.system()).remark("");
    try (ServerSocket control = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofPlatform().daemon().start(() -> answer(control));
      Map<String, String> environment =
          Map.of("MAAS_URL", "http://127.0.0.1:" + control.getLocalPort(), "MAAS_TOKEN", "t");
      for (List<String> command : COMMANDS) {
        String[] words = command.toArray(String[]::new);
        int _ = Main.run(shell(environment), words);
      }
    }
    System.exit(0);
  }

  private static Shell shell(Map<String, String> environment) {
    return new Shell(
        environment,
        Path.of("/nowhere"),
        new ByteArrayInputStream(RESOURCE.getBytes(StandardCharsets.UTF_8)),
        new PrintWriter(Writer.nullWriter()),
        new PrintWriter(Writer.nullWriter()),
        false,
        InstantSource.system());
  }

  private static void answer(ServerSocket control) {
    while (!control.isClosed()) {
      try (Socket client = control.accept()) {
        answer(client);
      } catch (IOException _) {
        // the client's business, or the end
      }
    }
  }

  /// One request a connection.
  private static void answer(Socket client) throws IOException {
    var in =
        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
    int length = 0;
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    long _ = in.skip(length);
    byte[] body = ANSWER.getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    client.getOutputStream().write(body);
    client.getOutputStream().flush();
  }
}
