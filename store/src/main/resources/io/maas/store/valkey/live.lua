-- Says that a process lives: what it has running counts for another lease.

redis.call('HSET', ALIVE, ARGV[4], int(now))
redis.call('PEXPIRE', ALIVE, DAY)
return { 'DONE' }
