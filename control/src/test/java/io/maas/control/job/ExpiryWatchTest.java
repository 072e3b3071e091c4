package io.maas.control.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.StoredKey;
import io.maas.domain.expiry.ExpiryNotice;
import io.maas.domain.job.Job;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ExpiryWatchTest {

  @AutoClose private final ControlServer control = ControlServer.start();
  private final List<ExpiryNotice> told = new ArrayList<>();
  private final Job watch =
      ExpiryWatch.of(control.ports.expiryNotices(), told::add, control.now::get);

  private void key(String user, String name, Duration left) {
    control.keys.insert(
        new StoredKey(
            "id-" + name,
            ControlServer.TENANT,
            user,
            name,
            null,
            "ns/gold",
            List.of(),
            Map.of(),
            false,
            StoredKey.Status.ACTIVE,
            ControlServer.NOW.minus(Duration.ofDays(60)),
            ControlServer.NOW.plus(left),
            null),
        CredentialHash.of(name));
  }

  @Test
  void passesEachNoticeOnOnce() {
    key("alice", "laptop", Duration.ofDays(3));

    assertThat(watch.work().get().said()).isEqualTo("1 noted, 1 passed on");
    assertThat(watch.work().get().said()).isEqualTo("0 noted, 0 passed on");

    assertThat(told).extracting(ExpiryNotice::keyName).containsExactly("laptop");
  }

  @Test
  void passesOnLaterWhatItCouldNot() {
    key("alice", "laptop", Duration.ofDays(3));
    Job cut =
        ExpiryWatch.of(
            control.ports.expiryNotices(),
            _ -> {
              throw new IllegalStateException("nobody listens");
            },
            control.now::get);

    assertThatThrownBy(() -> cut.work().get()).hasMessage("nobody listens");
    assertThat(watch.work().get().said()).isEqualTo("0 noted, 1 passed on");
  }

  @Test
  void showsEachTheirOwn() {
    String alice = control.user("alice");
    key("alice", "laptop", Duration.ofDays(3));
    key("bob", "ci", Duration.ofDays(2));
    assertThat(watch.work().get().said()).isEqualTo("2 noted, 2 passed on");

    Answer own = control.get(alice, "/v1/expiry-notices");
    Answer all = control.get(control.admin, "/v1/expiry-notices?limit=1");

    assertThat(own.json().toString())
        .isEqualTo(
            "{\"object\":\"list\",\"data\":[{\"keyId\":\"id-laptop\",\"keyName\":\"laptop\","
                + "\"username\":\"alice\",\"expirationDate\":\"2026-03-04T12:00:00Z\","
                + "\"raisedAt\":\"2026-03-01T12:00:00Z\"}],\"has_more\":false}");
    assertThat(all.json().path("has_more").asBoolean()).isTrue();
    assertThat(all.json().path("data").path(0).path("keyName").asText()).isEqualTo("ci");
    assertThat(control.get(alice, "/v1/expiry-notices?user=bob").status()).isEqualTo(403);
    assertThat(control.get(alice, "/v1/expiry-notices?limit=0").error())
        .isEqualTo("limit: 0 (expected: 1 to 100)");
    assertThat(control.get(alice, "/v1/expiry-notices?offset=x").error())
        .isEqualTo("offset: x (expected: 0 to 999999999)");
  }
}
