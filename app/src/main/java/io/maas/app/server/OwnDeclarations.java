package io.maas.app.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.app.follow.Declarations;
import io.maas.app.follow.Manifest;
import io.maas.app.follow.Source;
import io.maas.control.resource.Origin;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.ResourceKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Declares through the API of this process. Each use opens a client of its own: uses are days
/// apart, and the certificate to trust may be another one by then.
final class OwnDeclarations implements Declarations {

  private static final Pattern LINE = Pattern.compile("(?:body: )?(.*) \\(expected: (.*)\\)");

  private final Opening opening;
  private final String admin;

  /// Opens a client.
  interface Opening {
    OwnApi open() throws IOException;
  }

  /// @param admin a token of who may apply everything
  OwnDeclarations(Opening opening, String admin) {
    this.opening = opening;
    this.admin = admin;
  }

  @Override
  public Outcome apply(Manifest manifest) {
    boolean json = manifest.file().toString().endsWith(".json");
    try {
      return outcome(
          use(api ->
              api.post(
                  "/resources/apply?source=" + encoded(manifest.source().name()),
                  admin,
                  json ? "application/json" : "application/yaml",
                  manifest.text())));
    } catch (UncheckedIOException e) {
      return new Outcome.Unavailable(String.valueOf(e.getMessage()));
    }
  }

  private static Outcome outcome(OwnApi.Answer answer) {
    return switch (answer.status()) {
      case 200 -> applied(answer.body().path("data"));
      case 400, 413 -> new Outcome.Refused(flaws(answer.body()));
      default -> new Outcome.Unavailable(answer.status() + " " + answer.body());
    };
  }

  private static Outcome applied(JsonNode results) {
    List<ResourceKey> declared = new ArrayList<>();
    int changed = 0;
    for (JsonNode result : results) {
      String apiVersion = result.path("apiVersion").asText();
      String namespace = result.path("namespace").asText();
      Kind.of(apiVersion, result.path("kind").asText())
          .ifPresent(
              kind -> declared.add(new ResourceKey(kind, namespace, result.path("name").asText())));
      changed += result.path("result").asText().equals("unchanged") ? 0 : 1;
    }
    return new Outcome.Applied(declared, changed);
  }

  private static List<Flaw> flaws(JsonNode body) {
    List<Flaw> flaws = new ArrayList<>();
    for (JsonNode flaw : body.path("violations")) {
      flaws.add(
          new Flaw(
              flaw.path("resource").asText(),
              flaw.path("field").asText(),
              flaw.path("found").asText(),
              flaw.path("expected").asText()));
    }
    return flaws.isEmpty() ? List.of(ofWhole(body.path("error").asText(body.toString()))) : flaws;
  }

  /// What is wrong with a text as a whole is said in a line.
  private static Flaw ofWhole(String line) {
    Matcher said = LINE.matcher(line);
    return said.matches()
        ? new Flaw("", "", said.group(1), said.group(2))
        : new Flaw("", "", line, "documents that can be applied");
  }

  @Override
  public List<ResourceKey> from(List<Source> sources) {
    Set<String> names = sources.stream().map(Source::name).collect(Collectors.toSet());
    List<ResourceKey> keys = new ArrayList<>();
    return use(api -> {
      for (Kind kind : Kind.values()) {
        OwnApi.Answer answer = expect(api.get(path(kind), admin), 200);
        for (JsonNode resource : answer.body().path("data")) {
          JsonNode metadata = resource.path("metadata");
          if (names.contains(metadata.path("annotations").path(Origin.ANNOTATION).asText(""))) {
            keys.add(
                new ResourceKey(
                    kind, metadata.path("namespace").asText(), metadata.path("name").asText()));
          }
        }
      }
      return keys;
    });
  }

  @Override
  public void delete(ResourceKey key) {
    String path = path(key.kind()) + "/" + encoded(key.namespace()) + "/" + encoded(key.name());
    use(api -> expect(api.delete(path, admin), 200, 404));
  }

  private static String path(Kind kind) {
    return "/resources/" + kind.plural() + (kind.group().isEmpty() ? "" : "." + kind.group());
  }

  private static OwnApi.Answer expect(OwnApi.Answer answer, int... statuses) {
    for (int status : statuses) {
      if (answer.status() == status) {
        return answer;
      }
    }
    throw new UncheckedIOException(
        new IOException("own API: " + answer.status() + " " + answer.body()));
  }

  private <T> T use(Function<OwnApi, T> work) {
    try (OwnApi api = opening.open()) {
      return work.apply(api);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
