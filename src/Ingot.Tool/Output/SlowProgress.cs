namespace Ingot.Tool.Output;

/// <summary>Says what a verb is doing, once it has taken more than two seconds: on the standard error, so that scripts read JSON only.</summary>
internal sealed class SlowProgress(TextWriter error, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly long _start = time.GetTimestamp();
    private long? _last;

    /// <summary>Says what is done next; at most once in two seconds.</summary>
    /// <returns>Whether it was said.</returns>
    public bool Report(FormattableString what)
    {
        if (time.GetElapsedTime(_last ?? _start) < Patience)
        {
            return false;
        }

        _last = time.GetTimestamp();
        error.WriteLine(FormattableString.Invariant(what));
        return true;
    }
}
