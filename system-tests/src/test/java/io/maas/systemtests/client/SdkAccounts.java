package io.maas.systemtests.client;

import io.maas.systemtests.server.Administrator;
import io.maas.systemtests.server.Caller;
import io.maas.systemtests.server.Site;
import io.maas.testkit.outage.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Keys for one client, whose counters nobody else touches.
///
/// @param url what goes into a client as its base URL
/// @param key one whose limits are out of reach
/// @param shortKey one that may ask three times in three seconds
/// @param spentKey one that may ask once in three hours
record SdkAccounts(String url, String key, String shortKey, String spentKey) {

  /// A model that all these keys may use.
  static final String MODEL = "llama-4-scout";

  /// A model that exists and that none of these keys may use.
  static final String RESERVED_MODEL = "sdk-reserved";

  private static final String RESOURCES = "/client/sdk.yaml";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// Makes a user with these keys.
  static SdkAccounts open(Site site, String user) {
    Administrator administrator = site.administrator();
    String resources = resources().replace("${SIMULATOR_URL}", site.simulator().url());
    administrator.apply(resources).expect(200);
    Caller owner = administrator.user(user, "sdk-users");
    Eventually.holds("the subscriptions are in force", PATIENCE, () -> inForce(owner));
    return new SdkAccounts(
        site.maas().url() + "/v1",
        site.maas().facts().loadKey(),
        mint(owner, "sdk-short"),
        mint(owner, "sdk-spent"));
  }

  /// As a script gets them.
  Map<String, String> environment() {
    return Map.of(
        "MAAS_BASE_URL", url,
        "MAAS_KEY", key,
        "MAAS_SHORT_KEY", shortKey,
        "MAAS_SPENT_KEY", spentKey,
        "MAAS_MODEL", MODEL,
        "MAAS_RESERVED_MODEL", RESERVED_MODEL);
  }

  private static boolean inForce(Caller owner) {
    String mine = owner.get(Administrator.API + "/subscriptions").expect(200).body();
    return Stream.of("sdk-short", "sdk-spent").allMatch(mine::contains);
  }

  private static String mint(Caller owner, String subscription) {
    Caller holder = Administrator.key(owner, subscription, subscription).caller();
    return Objects.requireNonNull(holder.credential());
  }

  private static String resources() {
    try (@Nullable InputStream in = SdkAccounts.class.getResourceAsStream(RESOURCES)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
