package io.maas.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.Identity;
import io.maas.domain.access.IpRange;
import io.maas.domain.access.KeyScope;
import io.maas.domain.access.Principal;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What a key is narrowed to, as a client meets it.
class NarrowedKeysTest {

  @AutoClose private final Rig rig = new Rig();

  private void narrow(List<String> models, String... blocks) {
    List<IpRange> from =
        List.of(blocks).stream().map(text -> IpRange.parse(text).orElseThrow()).toList();
    Principal caller = Rig.caller("models-as-a-service/gold");
    rig.known.put(
        Rig.KEY.hash(),
        new Identity.Known(
            new Principal(
                caller.tenant(),
                caller.user(),
                caller.groups(),
                false,
                new Principal.KeyBinding(
                    Rig.KEY_ID,
                    "laptop",
                    "models-as-a-service/gold",
                    Instant.MAX,
                    List.of(),
                    new KeyScope(models, from),
                    null))));
  }

  @Test
  void refusesAModelThatTheKeyIsNotFor() {
    narrow(List.of("llm/other"));

    HttpResponse<String> answer = rig.chat(Rig.HELLO);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("key laptop may not use model llm/granite");
    assertThat(answer.headers().firstValue("x-should-retry")).contains("false");
  }

  @Test
  void servesTheModelThatTheKeyIsFor() {
    narrow(List.of("llm/granite"), "127.0.0.0/8");

    assertThat(rig.chat(Rig.HELLO).statusCode()).isEqualTo(200);
  }

  @Test
  void refusesAKeyFromElsewhereBeforeItsBodyIsRead() {
    narrow(List.of(), "10.0.0.0/8", "2001:db8::/32");

    HttpResponse<String> answer = rig.chat("no JSON at all");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body())
        .contains("this key may not be used from 127.0.0.1")
        .doesNotContain("10.0.0.0");
  }

  @Test
  void showsNoModelsToAKeyFromElsewhere() {
    narrow(List.of(), "10.0.0.0/8");

    assertThat(rig.send(rig.withKey("/v1/models")).statusCode()).isEqualTo(403);
  }

  @Test
  void believesNoHeaderOfAClient() {
    narrow(List.of(), "10.0.0.0/8");

    HttpResponse<String> answer =
        rig.send(rig.withKey("/v1/models").header("X-Forwarded-For", "10.1.1.1"));

    assertThat(answer.statusCode()).isEqualTo(403);
  }
}
