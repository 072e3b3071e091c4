package io.maas.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PostgresSettingsTest {

  private static final String URL = "jdbc:postgresql://db.example/maas";

  private static void refuses(String message, String url, String user, int poolSize) {
    assertThatThrownBy(() -> new PostgresSettings(url, user, "pw", poolSize))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void saysWhatWasFoundAndWhatWasExpected() {
    refuses("url: mysql: (expected: jdbc:postgresql:)", "mysql://pw@host/db", "maas", 1);
    refuses("url: no scheme (expected: jdbc:postgresql:)", "host", "maas", 1);
    refuses("user: empty (expected: a name)", URL, " ", 1);
    refuses("poolSize: 0 (expected: 1 to 100)", URL, "maas", 0);
    refuses("poolSize: 101 (expected: 1 to 100)", URL, "maas", 101);
  }

  @Test
  void refusesAUrlThatWouldShowAPassword() {
    String message =
        "url: has credentials in it (expected: none; user and password have their own fields)";
    refuses(message, URL + "?user=maas&password=hush", "maas", 1);
    refuses(message, "jdbc:postgresql://maas:hush@db.example/maas", "maas", 1);
  }

  @Test
  void hidesThePassword() {
    assertThat(new PostgresSettings(URL, "maas", "hush", 5))
        .hasToString("PostgresSettings[" + URL + ", user=maas, poolSize=5]");
  }
}
