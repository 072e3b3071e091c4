-- Tells where counters stand.
--
-- ARGV from 5, four a claim: kind, length, next, longest.
-- Answers STAND (used held left)...; UNKNOWN claim...; EPOCH found.

local other = otherEpoch()
if other then
  return other
end
local answer, unknown = { 'STAND' }, { 'UNKNOWN' }
for i = 1, #KEYS - FIRST + 1 do
  local claim = claimAt(5 + (i - 1) * 4)
  look(KEYS[FIRST + i - 1], claim)
  if not claim.known then
    unknown[#unknown + 1] = i - 1
  end
  answer[#answer + 1] = claim.used
  answer[#answer + 1] = claim.held
  answer[#answer + 1] = claim.left
end
return #unknown > 1 and unknown or answer
