-- Holds a request against all its counters, or against none.
--
-- ARGV from 5: the longest answer asked for, the likely one, then nine a claim: kind, length, next,
-- longest, capacity, least, fixed, points of a token in each answer, and s (strict), c (strict and
-- clamps) or l (likely).
-- Answers HELD allowance (hold used held left)...; REFUSED claim used held left onlyHolds;
-- UNKNOWN claim...; OVER if the request was settled before; EPOCH found.

local other = otherEpoch()
if other then
  return other
end
local before = redis.call('HMGET', RESERVATION, 's', 'a')
if before[1] then
  return { 'OVER' }
end

local claims, unknown, runs = {}, { 'UNKNOWN' }, false
for i = 1, #KEYS - FIRST + 1 do
  local arg = 7 + (i - 1) * 9
  local claim = claimAt(arg)
  claim.capacity, claim.least = tonumber(ARGV[arg + 4]), tonumber(ARGV[arg + 5])
  claim.fixed, claim.each = tonumber(ARGV[arg + 6]), tonumber(ARGV[arg + 7])
  claim.mode = ARGV[arg + 8]
  if claim.kind == 'X' and not runs then
    runs = true
    redis.call('HSET', ALIVE, ARGV[4], int(now))
    redis.call('PEXPIRE', ALIVE, DAY)
  end
  look(KEYS[FIRST + i - 1], claim)
  claims[i] = claim
  if not claim.known then
    unknown[#unknown + 1] = i - 1
  end
end
if #unknown > 1 then
  return unknown
end

-- The answer to the first asking was lost: the same again, with where the counters stand now.
if before[2] then
  local answer = { 'HELD', tonumber(before[2]) }
  for _, claim in ipairs(claims) do
    local hold = redis.call('HGET', RESERVATION, claim.key)
    answer[#answer + 1] = hold and tonumber(string.match(hold, '(%d+)$')) or 0
    answer[#answer + 1] = claim.used
    answer[#answer + 1] = claim.held
    answer[#answer + 1] = claim.left
  end
  return answer
end

-- Of the limits that refuse, the one that has to be waited for longest.
local function wait(claim)
  if claim.capacity < claim.least then
    return math.huge
  end
  local spent = claim.capacity - claim.used < claim.least
  return spent and 2 ^ 45 + claim.left or claim.left
end

local longest, refused = -1, nil
for i, claim in ipairs(claims) do
  claim.free = claim.capacity - claim.used - claim.held
  if claim.free < claim.least and wait(claim) > longest then
    longest, refused = wait(claim), i
  end
end
if refused then
  local claim = claims[refused]
  local onlyHolds = claim.capacity - claim.used >= claim.least
  return { 'REFUSED', refused - 1, claim.used, claim.held, claim.left, onlyHolds and 1 or 0 }
end

-- A quotient of doubles may round up to the next whole number: then it does not fit.
local function fits(points, each)
  local count = math.floor(points / each)
  return count * each > points and count - 1 or count
end

local output, clamped = tonumber(ARGV[5]), false
for _, claim in ipairs(claims) do
  if claim.mode == 'c' then
    output, clamped = math.min(output, fits(claim.free - claim.fixed, claim.each)), true
  end
end

local likely = math.min(output, tonumber(ARGV[6]))
local allowance = clamped and output or -1
local answer = { 'HELD', allowance }
local kept = { 'HSET', RESERVATION, 'a', int(allowance) }
for _, claim in ipairs(claims) do
  local hold
  if claim.mode == 'l' then
    hold = math.min(claim.free, claim.fixed + math.min(MOST, claim.each * likely))
  else
    hold = claim.fixed + claim.each * output
  end
  if claim.kind == 'X' then
    if not claim.established then
      redis.call('DEL', claim.key)
      redis.call('HSET', claim.key, 'e', ARGV[1])
    end
    redis.call('HINCRBY', claim.key, 'g:' .. ARGV[4], int(hold))
    keep(claim.key, claim, DAY)
    kept[#kept + 1] = claim.key
    kept[#kept + 1] = ARGV[4] .. ' ' .. int(hold)
  else
    if claim.window then
      redis.call('HINCRBY', claim.key, 'h', int(hold))
    else
      open(claim, lifetime(claim), 0, hold)
    end
    kept[#kept + 1] = claim.key
    kept[#kept + 1] = claim.window .. ' ' .. int(hold)
  end
  answer[#answer + 1] = hold
  answer[#answer + 1] = claim.used
  answer[#answer + 1] = claim.held + hold
  answer[#answer + 1] = claim.left
end
redis.call(unpack(kept))
redis.call('PEXPIRE', RESERVATION, DAY)
return answer
