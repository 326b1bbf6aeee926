namespace Ingot.Serving.Observers;

/// <summary>Is told of each change of a channel that somebody made on the page. Register it as a singleton.</summary>
public interface IChannelObserver
{
    /// <summary>A channel was changed; the change stands. The person waits for it: what takes long is done later.</summary>
    /// <param name="news">The change.</param>
    void Changed(ChannelNews news);
}
