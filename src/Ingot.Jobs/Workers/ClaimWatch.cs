using System.Diagnostics;
using System.Globalization;
using Ingot.Jobs.Batches;

namespace Ingot.Jobs.Workers;

/// <summary>Whether the holder of a claim lives: told by what it writes, and not by the clocks of two machines.</summary>
/// <param name="file">The claim.</param>
/// <param name="time">The clock.</param>
internal sealed class ClaimWatch(string file, TimeProvider time)
{
    private long _since = time.GetTimestamp();

    /// <summary>The claim's file.</summary>
    public string File => file;

    /// <summary>What the claim said when it was last looked at; empty: there was none.</summary>
    public string Seen { get; private set; } = string.Empty;

    /// <summary>What the claim says; empty: there is none.</summary>
    /// <param name="file">Its file.</param>
    public static string Read(string file)
    {
        try
        {
            return SharedLook.Exists(file) ? System.IO.File.ReadAllText(file) : string.Empty;
        }
        catch (FileNotFoundException)
        {
            return string.Empty;
        }
    }

    /// <summary>Looks at the claim: whether its holder is a dead process of this machine, or has written nothing new since it was first looked at, for a while.</summary>
    /// <param name="patience">How long that is.</param>
    public bool IsDead(TimeSpan patience)
    {
        var now = Read(file);
        if (now != Seen)
        {
            (Seen, _since) = (now, time.GetTimestamp());
        }
        else if (time.GetElapsedTime(_since) >= patience)
        {
            return true;
        }

        return HasDied(now);
    }

    // A process of this very machine need not be waited for.
    private static bool HasDied(string claim)
    {
        if (claim.Split(' ') is not [var machine, var id, _] || machine != OwnMachine.Name)
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
            return process.HasExited;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }
}
