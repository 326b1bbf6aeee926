using Ingot.Core.Gates;
using Ingot.Releases.Channels;
using Ingot.Releases.Validation;

namespace Ingot.Serving.Pages;

/// <summary>A version that is to hold a channel.</summary>
/// <param name="Version">The version.</param>
/// <param name="Checks">What was verified of its package.</param>
/// <param name="Verdicts">What its gates said when it was built.</param>
/// <param name="Approvals">The approvals that wait for it.</param>
/// <param name="Statement">What a person signs of it, as JSON; decision, name, time and reason are theirs to fill in.</param>
public sealed record CandidateView(
    string Version, IReadOnlyList<PackageCheck> Checks, IReadOnlyList<Verdict> Verdicts, IReadOnlyList<ApprovalReview> Approvals, string Statement);
