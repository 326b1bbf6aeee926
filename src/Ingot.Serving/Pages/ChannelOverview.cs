using Ingot.Releases.Channels;
using Ingot.Releases.Signing;

namespace Ingot.Serving.Pages;

/// <summary>A channel with what people approved.</summary>
/// <param name="State">The channel.</param>
/// <param name="Approvals">The approvals with which the version that holds it was promoted.</param>
/// <param name="Waiting">The approvals that wait, by the version that they are for.</param>
public sealed record ChannelOverview(
    ChannelState State, IReadOnlyList<ApprovalReview> Approvals, IReadOnlyList<KeyValuePair<string, IReadOnlyList<ApprovalReview>>> Waiting)
{
    /// <summary>Reads what people approved of a channel.</summary>
    /// <param name="folder">The channels.</param>
    /// <param name="state">The channel.</param>
    /// <param name="keys">The repository's keys.</param>
    public static ChannelOverview Of(ChannelFolder folder, ChannelState state, KeyRing keys) =>
        new(state, state.Current is { } current ? ApprovalReview.Of(state, current, keys) : [], ApprovalReview.Waiting(folder, state, keys));
}
