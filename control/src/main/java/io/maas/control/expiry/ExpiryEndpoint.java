package io.maas.control.expiry;

import io.maas.control.call.Call;
import io.maas.control.call.Paging;
import io.maas.control.call.Reply;
import io.maas.domain.expiry.ExpiryNotice;
import io.maas.domain.expiry.ExpiryNotices;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// `GET /v1/expiry-notices`: which keys end within a week, the soonest first. One's own; an
/// administrator's question is about everybody's, or `?user=`'s.
public final class ExpiryEndpoint {

  private final ExpiryNotices notices;
  private final InstantSource clock;

  public ExpiryEndpoint(ExpiryNotices notices, InstantSource clock) {
    this.notices = notices;
    this.clock = clock;
  }

  public Reply list(Call call) {
    String user = call.asked("user");
    if (user != null && !call.scope().covers(user)) {
      return Reply.forbidden("non-admin users can only see their own expiry notices");
    }
    String whose = user == null && !call.scope().coversTenant() ? call.principal().user() : user;
    return Paging.answer(call, paging -> page(call.principal().tenant(), whose, paging));
  }

  private Reply page(String tenant, @Nullable String user, Paging paging) {
    return paging.page(
        notices.standing(tenant, user, clock.instant(), paging.oneMore(), paging.offset()).stream()
            .map(NoticeView::of)
            .toList());
  }

  /// A notice as its reader sees it.
  record NoticeView(
      String keyId, String keyName, String username, String expirationDate, String raisedAt) {

    static NoticeView of(ExpiryNotice notice) {
      return new NoticeView(
          notice.keyId(),
          notice.keyName(),
          notice.user(),
          notice.expiresAt().toString(),
          notice.raisedAt().toString());
    }
  }
}
