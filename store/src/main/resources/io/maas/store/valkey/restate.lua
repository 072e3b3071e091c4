-- Says anew what was used of a lease and what it still holds. Every statement tells all of it, so
-- that the newest one counts, and none counts twice.
--
-- ARGV from 5: the statement's number, 1 if it is the last one, then three a claim: the points that
-- were used, those that are still held, and the kind.
-- Answers DONE; LATE after a newer one; ABSENT if nothing is known of the lease; EPOCH found.

local other = otherEpoch()
if other then
  return other
end
local keys = { 'HMGET', RESERVATION, 's', 'a', 'n' }
for i = FIRST, #KEYS do
  keys[#keys + 1] = KEYS[i]
  keys[#keys + 1] = 'u:' .. KEYS[i]
end
local found = redis.call(unpack(keys))
if found[1] or tonumber(found[3] or 0) >= tonumber(ARGV[5]) then
  return { 'LATE' }
end
if not found[2] then
  return { 'ABSENT' }
end

local kept = { 'HSET', RESERVATION, 'n', ARGV[5] }
for i = FIRST, #KEYS do
  local key, arg, at = KEYS[i], 7 + (i - FIRST) * 3, 4 + (i - FIRST) * 2
  local used, keep = tonumber(ARGV[arg]), tonumber(ARGV[arg + 1])
  local window, hold = string.match(found[at], '^(.*) (%d+)$')
  local returned = tonumber(hold) - keep
  if ARGV[arg + 2] == 'X' then
    local held = tonumber(redis.call('HGET', key, 'g:' .. window) or 0)
    if held > returned then
      redis.call('HINCRBY', key, 'g:' .. window, int(-returned))
    else
      redis.call('HDEL', key, 'g:' .. window)
    end
  else
    local counter = redis.call('HMGET', key, 'o', 'u', 'h')
    if counter[1] == window then
      redis.call(
        'HSET', key,
        'u', int(tonumber(counter[2]) + used - tonumber(found[at + 1] or 0)),
        'h', int(tonumber(counter[3]) - returned))
    end
  end
  kept[#kept + 1] = key
  kept[#kept + 1] = window .. ' ' .. int(keep)
  kept[#kept + 1] = 'u:' .. key
  kept[#kept + 1] = int(used)
end
redis.call(unpack(kept))
if ARGV[6] == '1' then
  redis.call('HSET', RESERVATION, 's', '1')
  redis.call('PEXPIRE', RESERVATION, 60000)
end
return { 'DONE' }
