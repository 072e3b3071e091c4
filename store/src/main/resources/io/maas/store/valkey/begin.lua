-- Begins an epoch in a bucket. One that is older than what is there changes nothing.

local found = tonumber(redis.call('HGET', EPOCH, 'n') or 0)
if found < tonumber(ARGV[1]) then
  redis.call('HSET', EPOCH, 'n', ARGV[1], 'at', int(now))
  return { 'BEGUN' }
end
return { found == tonumber(ARGV[1]) and 'BEGUN' or 'LATE' }
