package io.maas.identity.kubernetes;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.maas.domain.access.Credential;
import io.maas.domain.access.Identity;
import io.maas.domain.access.Principal;
import io.maas.domain.access.Role;
import io.maas.identity.TokenIdentities.ClusterIdentities;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Whom a cluster knows: a TokenReview says who, a SubjectAccessReview whether they administer the
/// tenant, which is whether they may create policies in its namespace.
///
/// Source: the reference's admin check: positive for 30 seconds, negative for two, 8192 at most.
public final class ClusterUsers implements ClusterIdentities {

  private static final String TOKENS = "/apis/authentication.k8s.io/v1/tokenreviews";
  private static final String ACCESS = "/apis/authorization.k8s.io/v1/subjectaccessreviews";
  private static final long ALLOWED = Duration.ofSeconds(30).toNanos();
  private static final long DENIED = Duration.ofSeconds(2).toNanos();
  private static final int REMEMBERED = 8192;
  private static final int MOST_AT_ONCE = 32;
  private static final int LONGEST_TOKEN = 16 * 1024;
  private static final Identity UNKNOWN = new Identity.Unknown();

  private final Reviews reviews;
  private final List<String> audiences;
  private final Semaphore asking = new Semaphore(MOST_AT_ONCE);
  private final Cache<Subject, Boolean> admins;

  private record Subject(String tenant, String user, List<String> groups) {}

  /// @param audiences that a token has to be for; empty for the API server's own
  /// @param ticker monotonic nanoseconds
  public ClusterUsers(Reviews reviews, List<String> audiences, LongSupplier ticker) {
    this.reviews = reviews;
    this.audiences = List.copyOf(audiences);
    this.admins =
        Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .ticker(ticker::getAsLong)
            .executor(Runnable::run)
            .expireAfter(
                Expiry.<Subject, Boolean>creating(
                    (_, admin) -> Duration.ofNanos(admin ? ALLOWED : DENIED)))
            .build();
  }

  @Override
  public CompletionStage<Identity> ofToken(String tenant, Credential.Token token) {
    return token.text().length() > LONGEST_TOKEN
        ? CompletableFuture.completedFuture(UNKNOWN)
        : bounded(
            () -> reviews.ask(TOKENS, review(token)).thenCompose(status -> known(tenant, status)));
  }

  private <T> CompletionStage<T> bounded(Supplier<CompletionStage<T>> question) {
    if (!asking.tryAcquire()) {
      return CompletableFuture.failedFuture(
          new IllegalStateException("reviews: more than " + MOST_AT_ONCE + " at once"));
    }
    return question.get().whenComplete((_, _) -> asking.release());
  }

  private Map<String, Object> review(Credential.Token token) {
    Map<String, Object> spec =
        audiences.isEmpty()
            ? Map.of("token", token.text())
            : Map.of("token", token.text(), "audiences", audiences);
    return Map.of("apiVersion", "authentication.k8s.io/v1", "kind", "TokenReview", "spec", spec);
  }

  private CompletionStage<Identity> known(String tenant, Map<String, Object> status) {
    if (!Boolean.TRUE.equals(status.get("authenticated"))
        || !isForUs(status)
        || !(status.get("user") instanceof Map<?, ?> user)
        || !(user.get("username") instanceof String name)
        || name.isBlank()) {
      return CompletableFuture.completedFuture(UNKNOWN);
    }
    Set<String> groups = new LinkedHashSet<>();
    if (user.get("groups") instanceof List<?> said) {
      said.forEach(group -> groups.add(String.valueOf(group)));
    }
    groups.add(Principal.AUTHENTICATED);
    Subject subject = new Subject(tenant, name, List.copyOf(groups));
    return administers(subject)
        .thenApply(admin ->
            new Identity.Known(
                new Principal(
                    tenant,
                    name,
                    subject.groups(),
                    admin ? Set.of(Role.TENANT_ADMIN) : Set.of(),
                    null)));
  }

  /// A server that knows nothing of audiences names none; then it has not looked.
  private boolean isForUs(Map<String, Object> status) {
    return audiences.isEmpty()
        || (status.get("audiences") instanceof List<?> confirmed
            && audiences.stream().anyMatch(confirmed::contains));
  }

  private CompletionStage<Boolean> administers(Subject subject) {
    Boolean remembered = admins.getIfPresent(subject);
    if (remembered != null) {
      return CompletableFuture.completedFuture(remembered);
    }
    Map<String, Object> spec =
        Map.of(
            "user", subject.user(),
            "groups", new ArrayList<>(subject.groups()),
            "resourceAttributes",
                Map.of(
                    "group", "maas.opendatahub.io",
                    "resource", "maasauthpolicies",
                    "verb", "create",
                    "namespace", subject.tenant()));
    return reviews
        .ask(
            ACCESS,
            Map.of(
                "apiVersion", "authorization.k8s.io/v1",
                "kind", "SubjectAccessReview",
                "spec", spec))
        .thenApply(status -> {
          boolean admin = Boolean.TRUE.equals(status.get("allowed"));
          admins.put(subject, admin);
          return admin;
        });
  }
}
