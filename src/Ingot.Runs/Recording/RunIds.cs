using System.Globalization;
using System.Security.Cryptography;

namespace Ingot.Runs.Recording;

/// <summary>
/// Ids of runs: when they began, in UTC to the millisecond, and eight digits of chance. In the order of text they are in the order of time; those that one
/// generator gives within a millisecond are counted on.
/// </summary>
/// <param name="time">The clock.</param>
public sealed class RunIds(TimeProvider time)
{
    private readonly Lock _gate = new();
    private DateTimeOffset _last;
    private uint _number;

    /// <summary>The next id, and the time that it says.</summary>
    public (string Id, DateTimeOffset Time) Next()
    {
        lock (_gate)
        {
            var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
            if (now > _last)
            {
                // Half of the numbers are left to count on.
                (_last, _number) = (now, (uint)RandomNumberGenerator.GetInt32(int.MaxValue));
            }
            else
            {
                _number++;
            }

            return (string.Create(CultureInfo.InvariantCulture, $"{_last.UtcDateTime:yyyyMMdd'T'HHmmssfff}-{_number:x8}"), _last);
        }
    }
}
