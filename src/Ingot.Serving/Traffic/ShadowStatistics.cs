namespace Ingot.Serving.Traffic;

/// <summary>How far a shadow and the serving version agree.</summary>
internal sealed class ShadowStatistics
{
    private readonly Lock _gate = new();
    private long _rows;
    private long _differentLabels;
    private long _failed;
    private long _dropped;
    private double _sum;
    private double _greatest;

    /// <summary>Counts the rows of one request.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="differentLabels">Rows with another predicted class.</param>
    /// <param name="sum">The sum of the absolute differences of the scores.</param>
    /// <param name="greatest">The greatest of them.</param>
    public void Compared(int rows, int differentLabels, double sum, double greatest)
    {
        lock (_gate)
        {
            _rows += rows;
            _differentLabels += differentLabels;
            _sum += sum;
            _greatest = Math.Max(_greatest, greatest);
        }
    }

    public void Failed() => Interlocked.Increment(ref _failed);

    public void Dropped() => Interlocked.Increment(ref _dropped);

    public ShadowComparison ToComparison()
    {
        lock (_gate)
        {
            return new ShadowComparison(_rows, _differentLabels, _rows == 0 ? 0 : _sum / _rows, _greatest, Interlocked.Read(ref _failed), Interlocked.Read(ref _dropped));
        }
    }
}
