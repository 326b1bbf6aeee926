using Ingot.Core.Profiles;
using Ingot.Core.Schemas;

namespace Ingot.Data;

/// <summary>What Prepare made.</summary>
/// <param name="Schema">The schema that is in effect.</param>
/// <param name="Profile">What the columns look like.</param>
/// <param name="Examples">A few values of the text columns that are no features, which the profile does not tell.</param>
/// <param name="TrainingRows">Training rows after cleaning.</param>
/// <param name="ReferenceRows">Reference rows after cleaning.</param>
public sealed record PreparedData(
    ModelSchema Schema, DataProfile Profile, IReadOnlyDictionary<string, IReadOnlyList<string>> Examples, long TrainingRows, long ReferenceRows);
