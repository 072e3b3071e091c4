package io.maas.app.data;

import io.maas.cli.connection.DemoEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What those who play with the demo need to know: `demo.env` in the data directory, which only its
/// owner may read. The values show in no [#toString].
///
/// @param url the gateway's and the API's root
/// @param adminToken an administrator's identity token
/// @param freeToken an identity token of a user of the free tier
/// @param premiumToken an identity token of a user of the premium tier
/// @param freeKey an API key of the former
/// @param premiumKey an API key of the latter
/// @param loadKey an API key whose limits no load test on one machine reaches
/// @param postgresUrl the database with its credentials
/// @param simulatorUrl the simulator
/// @param internalUrl control's internal endpoints
public record DemoFacts(
    String url,
    String adminToken,
    String freeToken,
    String premiumToken,
    String freeKey,
    String premiumKey,
    String loadKey,
    String postgresUrl,
    String simulatorUrl,
    String internalUrl) {

  private static final String INTERNAL_URL = "MAAS_INTERNAL_URL";

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  /// Where they lie.
  public static Path fileIn(Path data) {
    return data.resolve(DemoEnvironment.FILE_NAME);
  }

  /// What the last start wrote, if all of it is there: keys are shown once, so a second start has
  /// no other way to know them.
  public static Optional<DemoFacts> read(Path data) {
    return DemoEnvironment.read(data).filter(DemoFacts::isWhole).map(DemoFacts::of);
  }

  /// The same people and keys at a later start.
  public DemoFacts at(
      String newUrl, String admin, String postgres, String simulator, String internal) {
    return new DemoFacts(
        newUrl,
        admin,
        freeToken,
        premiumToken,
        freeKey,
        premiumKey,
        loadKey,
        postgres,
        simulator,
        internal);
  }

  /// Writes them all at once or not at all, so that nobody reads half of them.
  public void write(Path data) throws IOException {
    var text = new StringBuilder("# Written by `maas up --demo` at each start.\n");
    variables().forEach((name, value) -> text.append(name + "=" + quoted(value) + "\n"));
    Path next = data.resolve(DemoEnvironment.FILE_NAME + ".next");
    Files.deleteIfExists(next);
    Files.createFile(next, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    Files.writeString(next, text);
    Files.move(
        next, fileIn(data), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /// As a shell reads it back.
  private static String quoted(String value) {
    return value.matches("[A-Za-z0-9_./:@%+=,~-]*") ? value : "'" + value.replace("'", "%27") + "'";
  }

  private Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("MAAS_URL", url);
    variables.put("MAAS_ADMIN_TOKEN", adminToken);
    variables.put("MAAS_FREE_TOKEN", freeToken);
    variables.put("MAAS_PREMIUM_TOKEN", premiumToken);
    variables.put("MAAS_FREE_KEY", freeKey);
    variables.put("MAAS_PREMIUM_KEY", premiumKey);
    variables.put("MAAS_LOAD_KEY", loadKey);
    variables.put("MAAS_POSTGRES_URL", postgresUrl);
    variables.put("MAAS_SIMULATOR_URL", simulatorUrl);
    variables.put(INTERNAL_URL, internalUrl);
    return variables;
  }

  private static boolean isWhole(DemoEnvironment file) {
    // Those of a release that had no internal listener are whole without it.
    return of(file).variables().entrySet().stream()
        .noneMatch(each -> each.getValue().isEmpty() && !each.getKey().equals(INTERNAL_URL));
  }

  private static DemoFacts of(DemoEnvironment file) {
    return new DemoFacts(
        value(file, "MAAS_URL"),
        value(file, "MAAS_ADMIN_TOKEN"),
        value(file, "MAAS_FREE_TOKEN"),
        value(file, "MAAS_PREMIUM_TOKEN"),
        value(file, "MAAS_FREE_KEY"),
        value(file, "MAAS_PREMIUM_KEY"),
        value(file, "MAAS_LOAD_KEY"),
        value(file, "MAAS_POSTGRES_URL"),
        value(file, "MAAS_SIMULATOR_URL"),
        value(file, INTERNAL_URL));
  }

  private static String value(DemoEnvironment file, String name) {
    return file.value(name).orElse("");
  }

  @Override
  public String toString() {
    return "DemoFacts[" + url + "]";
  }
}
