package io.maas.store.postgres;

import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.SignInAttempts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Attempts in the table `sign_in_attempts`. One that begins counts at once by an upsert, which
/// others of the same account or address wait for; so however many begin at once, on however many
/// controls, no more get through than may.
final class PostgresSignInAttempts implements SignInAttempts {

  private static final String FAILURES =
      "(case when a.since > cast(:now as timestamptz) - interval '"
          + FORGOTTEN.toSeconds()
          + " seconds' then a.failures + 1 else 1 end)";

  private static final String OF_ACCOUNT =
      """
      insert into sign_in_attempts as a (subject, address, failures, since, until)
      values (:subject, false, 1, :now, :now)
      on conflict (subject) do update
      set failures = %1$s, since = :now,
        until = case when %1$s < %2$d then :now
          else cast(:now as timestamptz) + least(interval '%3$d seconds' * (2 ^ least(%1$s - %2$d, 10)),
            interval '%4$d seconds') end
      where a.until <= :now
      """
          .formatted(FAILURES, FREE, FIRST_PAUSE.toSeconds(), LONGEST_PAUSE.toSeconds());

  private static final String FROM_ADDRESS =
      """
      insert into sign_in_attempts as a (subject, address, failures, since, until)
      values (:subject, true, 1, :now, cast(:now as timestamptz) + interval '%1$d seconds')
      on conflict (subject) do update
      set failures = case when a.until > :now then a.failures + 1 else 1 end,
        since = case when a.until > :now then a.since else :now end,
        until = case when a.until > :now then a.until else excluded.until end
      where a.until <= :now or a.failures < %2$d
      """
          .formatted(MINUTE.toSeconds(), OF_ADDRESS);

  /// Between two visits of the job there are not many more rows than these and a thousand of each
  /// control.
  private static final int MOST = 100_000;

  private static final int LOOK_EVERY = 1000;

  private final Jdbi jdbi;
  private final AtomicInteger begun = new AtomicInteger();

  PostgresSignInAttempts(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public Optional<Duration> begin(Attempt attempt, Instant now) {
    if (begun.incrementAndGet() % LOOK_EVERY == 0) {
      forget(now, MOST);
    }
    return jdbi.inTransaction(handle -> {
      // Always in this order, so that two attempts never wait for each other.
      boolean fromAddress = counts(handle, FROM_ADDRESS, attempt.address(), now);
      if (fromAddress && counts(handle, OF_ACCOUNT, attempt.account(), now)) {
        return Optional.empty();
      }
      Instant until = until(handle, fromAddress ? attempt.account() : attempt.address());
      handle.rollback(); // an account that is held off costs its address nothing
      return Optional.of(Duration.between(now, until));
    });
  }

  private static boolean counts(Handle handle, String sql, CredentialHash subject, Instant now) {
    return handle
            .createUpdate(sql)
            .bind("subject", subject.hex())
            .bind("now", Columns.time(now))
            .execute()
        > 0;
  }

  private static Instant until(Handle handle, CredentialHash subject) {
    return handle
        .createQuery("select until from sign_in_attempts where subject = :subject")
        .bind("subject", subject.hex())
        .map((row, _) -> Columns.instant(row, "until"))
        .one();
  }

  @Override
  public void succeed(Attempt attempt) {
    jdbi.useTransaction(handle -> {
      handle
          .createUpdate(
              "update sign_in_attempts set failures = greatest(failures - 1, 0) where subject ="
                  + " :subject")
          .bind("subject", attempt.address().hex())
          .execute();
      handle
          .createUpdate("delete from sign_in_attempts where subject = :subject")
          .bind("subject", attempt.account().hex())
          .execute();
    });
  }

  @Override
  public int forget(Instant now, int most) {
    return jdbi.withHandle(handle ->
        handle
            .createUpdate(
                """
                delete from sign_in_attempts where ctid in (
                  select ctid from sign_in_attempts
                  where (address and until <= :now) or (not address and since <= :forgotten)
                  union
                  select ctid from (
                    select ctid from sign_in_attempts order by since desc offset :most) as oldest)
                """)
            .bind("now", Columns.time(now))
            .bind("forgotten", Columns.time(now.minus(FORGOTTEN)))
            .bind("most", most)
            .execute());
  }
}
