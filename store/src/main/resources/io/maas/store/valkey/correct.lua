-- Settles for a process that died, if nobody did: goes on as settle.lua, and is told the same.
--
-- Answers ABSENT if nothing is known of it, and then remembers nothing.

if redis.call('HEXISTS', RESERVATION, 'a') == 0 then
  return { 'ABSENT' }
end
