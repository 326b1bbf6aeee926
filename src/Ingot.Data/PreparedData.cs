using Ingot.Core.Schemas;

namespace Ingot.Data;

/// <summary>What Prepare made.</summary>
/// <param name="Schema">The schema that is in effect.</param>
/// <param name="TrainingRows">Training rows after cleaning.</param>
/// <param name="ReferenceRows">Reference rows after cleaning.</param>
public sealed record PreparedData(ModelSchema Schema, long TrainingRows, long ReferenceRows);
