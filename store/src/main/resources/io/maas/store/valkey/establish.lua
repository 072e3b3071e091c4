-- Gives a counter what was used of it before the epoch. Only the first word counts.
--
-- KEYS from 4: the counter, then the reservations that still run.
-- ARGV from 5: kind, length, next, longest; the points that are settled, how long ago the first was
-- admitted (empty if nothing was); then the hold of each reservation, in points.
-- Answers KNOWN or EPOCH found.

local other = otherEpoch()
if other then
  return other
end
local claim = claimAt(5)
look(KEYS[FIRST], claim)
if claim.established then
  return { 'KNOWN' }
end

local used, held, kept = tonumber(ARGV[9]), 0, {}
for i = FIRST + 1, #KEYS do
  local hold = tonumber(ARGV[11 + i - FIRST - 1])
  local found = redis.call('HMGET', KEYS[i], 's', claim.key)
  if found[1] then
    -- It ended meanwhile; where nobody knows at which cost, all of its hold is charged.
    used = used + tonumber(found[2] or hold)
  else
    held = held + hold
    kept[KEYS[i]] = hold
  end
end

local window
if claim.kind == 'X' then
  -- Nobody renews these: they end with their requests, or when nobody needs the counter any more.
  redis.call('DEL', claim.key)
  redis.call('HSET', claim.key, 'e', ARGV[1], 'g:@', int(held))
  redis.call('HSET', ALIVE, '@', int(now + claim.longest))
  redis.call('PEXPIRE', ALIVE, DAY)
  keep(claim.key, claim, DAY)
  window = '@'
else
  local left = 0
  if ARGV[10] ~= '' then
    left = lifetime(claim) - (claim.kind == 'C' and 0 or tonumber(ARGV[10]))
  end
  if left > 0 then
    open(claim, left, used, held)
    window = claim.window
  else
    redis.call('DEL', claim.key)
    redis.call('HSET', claim.key, 'e', ARGV[1], 'o', '', 'c', 0, 'u', 0, 'h', 0)
    keep(claim.key, claim, 0)
  end
end
if window then
  for reservation, hold in pairs(kept) do
    redis.call('HSET', reservation, claim.key, window .. ' ' .. int(hold))
    redis.call('HSETNX', reservation, 'a', -1)
    redis.call('PEXPIRE', reservation, DAY)
  end
end
return { 'KNOWN' }
