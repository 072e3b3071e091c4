-- What every script begins with.
--
-- KEYS: the bucket's epoch, the reservation, who is alive, then one counter a claim.
-- ARGV: epoch, now, wall, owner, then what the script's own head says. The times are empty but in
-- tests: then the server's own time holds for both.
--
-- A counter is a hash: e the epoch in which it was established, o its window's name (the epoch, and
-- when it opened), c when it closes, u used, h held. One of requests that run has e, and a field g:OWNER for each
-- process that has some.

local EPOCH, RESERVATION, ALIVE, FIRST = KEYS[1], KEYS[2], KEYS[3], 4
local MOST = 2 ^ 50
local LEASE = 30000
local GRACE = 600000
local DAY = 86400000

local now, wall = tonumber(ARGV[2]), tonumber(ARGV[3])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
  wall = now
end

-- Whole numbers, of up to 2^53, to the digit.
local function int(number)
  return string.format('%.0f', number)
end

local at
local function otherEpoch()
  local found = redis.call('HMGET', EPOCH, 'n', 'at')
  at = tonumber(found[2])
  if found[1] ~= ARGV[1] then
    return { 'EPOCH', found[1] or '' }
  end
end

-- Whether nothing of before the epoch can be in a window that is open now.
local function isOld(longest)
  return now - at >= longest
end

local function running(key, claim)
  local all = redis.call('HGETALL', key)
  local alive
  claim.known, claim.used, claim.held, claim.left = isOld(claim.longest), 0, 0, 0
  for i = 1, #all, 2 do
    local field, value = all[i], all[i + 1]
    if field == 'e' then
      claim.established = value == ARGV[1]
      claim.known = claim.known or claim.established
    end
  end
  if not claim.established then
    return
  end
  for i = 1, #all, 2 do
    local owner = string.match(all[i], '^g:(.*)')
    if owner then
      if not alive then
        alive = {}
        local seen = redis.call('HGETALL', ALIVE)
        for j = 1, #seen, 2 do
          alive[seen[j]] = tonumber(seen[j + 1])
        end
      end
      if alive[owner] and now - alive[owner] < LEASE then
        claim.held = claim.held + tonumber(all[i + 1])
      end
    end
  end
end

-- Reads a counter into its claim: whether it is known what was used of it, and its open window.
local function look(key, claim)
  claim.key = key
  if claim.kind == 'X' then
    return running(key, claim)
  end
  local found = redis.call('HMGET', key, 'e', 'o', 'c', 'u', 'h')
  claim.established = found[1] == ARGV[1]
  claim.known = claim.established or isOld(claim.longest)
  claim.used, claim.held, claim.left = 0, 0, 0
  if claim.established then
    local left = tonumber(found[3]) - (claim.kind == 'C' and wall or now)
    if left > 0 then
      claim.window, claim.left = found[2], left
      claim.used, claim.held = tonumber(found[4]), tonumber(found[5])
    end
  end
end

-- Kind, length (the period's end where the calendar counts), the next period's end, and how long a
-- window can last.
local function claimAt(arg)
  return {
    kind = ARGV[arg],
    length = tonumber(ARGV[arg + 1]),
    following = tonumber(ARGV[arg + 2]),
    longest = tonumber(ARGV[arg + 3]),
  }
end

-- How long a window that opens now stays open.
local function lifetime(claim)
  if claim.kind == 'C' then
    return (claim.length > wall and claim.length or claim.following) - wall
  end
  return claim.length
end

-- Keeps the counter as long as somebody may ask for it, or for whether it was established.
local function keep(key, claim, left)
  redis.call('PEXPIRE', key, int(math.max(left, at + claim.longest - now, 0) + GRACE))
end

local function open(claim, left, used, held)
  claim.window, claim.left = ARGV[1] .. '-' .. int(now), left
  local closes = (claim.kind == 'C' and wall or now) + left
  redis.call(
    'HSET', claim.key,
    'e', ARGV[1], 'o', claim.window, 'c', int(closes), 'u', int(used), 'h', int(held))
  keep(claim.key, claim, left)
end
