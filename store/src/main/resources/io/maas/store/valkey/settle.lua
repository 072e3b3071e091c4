-- Puts what a request cost in the place of what it held, wherever its windows are still open.
--
-- ARGV from 5: the charge and the kind of each claim.
-- Answers DONE; AGAIN if it was settled before; ABSENT if nothing is known of it. What it cost is
-- remembered for a while: for one who asks to hold it late, and for one who establishes a counter
-- and was told that it still runs.

local keys = { 'HMGET', RESERVATION, 's', 'a' }
for i = FIRST, #KEYS do
  keys[#keys + 1] = KEYS[i]
end
local found = redis.call(unpack(keys))
if found[1] then
  return { 'AGAIN' }
end

local kept = { 'HSET', RESERVATION, 's', '1' }
for i = FIRST, #KEYS do
  local key, arg = KEYS[i], 5 + (i - FIRST) * 2
  local charge, entry = tonumber(ARGV[arg]), found[i - FIRST + 3]
  if entry then
    local window, hold = string.match(entry, '^(.*) (%d+)$')
    if ARGV[arg + 1] == 'X' then
      local held = tonumber(redis.call('HGET', key, 'g:' .. window) or 0)
      if held > tonumber(hold) then
        redis.call('HINCRBY', key, 'g:' .. window, '-' .. hold)
      else
        redis.call('HDEL', key, 'g:' .. window)
      end
    else
      local counter = redis.call('HMGET', key, 'o', 'u', 'h')
      if counter[1] == window then
        redis.call(
          'HSET', key,
          'u', int(tonumber(counter[2]) + charge),
          'h', int(tonumber(counter[3]) - tonumber(hold)))
      end
    end
  end
  kept[#kept + 1] = key
  kept[#kept + 1] = int(charge)
end
redis.call(unpack(kept))
redis.call('PEXPIRE', RESERVATION, found[2] and 60000 or GRACE)
return { found[2] and 'DONE' or 'ABSENT' }
