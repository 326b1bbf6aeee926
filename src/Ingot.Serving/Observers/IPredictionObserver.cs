namespace Ingot.Serving.Observers;

/// <summary>
/// Is told of predictions after their answers were sent, such as to keep a log of them. Register implementations as singletons of this
/// type. One thread calls all observers, one prediction after the other; what piles up behind a slow one is dropped, counted by
/// the metric <c>ingot.serving.observations.dropped</c>.
/// </summary>
public interface IPredictionObserver
{
    /// <summary>Takes one request's predictions.</summary>
    /// <param name="prediction">The request, its rows and its answer.</param>
    /// <param name="cancellation">Is cancelled when the server has to end.</param>
    ValueTask ObserveAsync(PredictionEvent prediction, CancellationToken cancellation);
}
