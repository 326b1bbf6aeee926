using System.Globalization;

namespace Ingot.Runtime;

/// <summary>
/// Looks at the values of one input by the model's schema, as <c>Validate</c> of the typed clients asks: what a server of the model would
/// refuse is a problem.
/// </summary>
public sealed class InputCheck
{
    private const int MostShown = 10;
    private const int LongestShown = 100;

    private readonly List<InputProblem> _problems = [];

    /// <summary>What was found, in the order of the checks; empty: nothing.</summary>
    public IReadOnlyList<InputProblem> Problems => _problems;

    /// <summary>Checks a 32-bit number.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="value">The value; null and NaN are missing.</param>
    /// <param name="required">Whether there must be one.</param>
    /// <param name="min">Least value allowed; null: any.</param>
    /// <param name="max">Greatest value allowed; null: any.</param>
    public void Number(string column, float? value, bool required, double? min, double? max)
    {
        // Bounds are rounded as the value was.
        if (IsNumber(column, value, required, "FP32") && (value < (float?)min || value > (float?)max))
        {
            OutOfRange(column, value.GetValueOrDefault().ToString("R", CultureInfo.InvariantCulture), min, max);
        }
    }

    /// <summary>Checks a 64-bit number.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="value">The value; null and NaN are missing.</param>
    /// <param name="required">Whether there must be one.</param>
    /// <param name="min">Least value allowed; null: any.</param>
    /// <param name="max">Greatest value allowed; null: any.</param>
    public void Number(string column, double? value, bool required, double? min, double? max)
    {
        if (IsNumber(column, value, required, "FP64") && (value < min || value > max))
        {
            OutOfRange(column, value.GetValueOrDefault().ToString("R", CultureInfo.InvariantCulture), min, max);
        }
    }

    /// <summary>Checks a text.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="value">The value; null and the empty text are missing.</param>
    /// <param name="required">Whether there must be one.</param>
    /// <param name="allowed">The values that are allowed; null: any.</param>
    public void Text(string column, string? value, bool required, ICollection<string>? allowed)
    {
        if (string.IsNullOrEmpty(value))
        {
            Given(column, !required);
        }
        else if (allowed?.Contains(value!) == false)
        {
            Add(column, $"Column '{column}' has the value '{Shorten(value!)}', which is not in its domain; the model's schema allows only {Some(allowed)}.");
        }
    }

    /// <summary>Checks that a value was set.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="isGiven">Whether it was.</param>
    public void Given(string column, bool isGiven)
    {
        if (!isGiven)
        {
            Add(column, $"Column '{column}' has no value; the model's schema requires one in every row.");
        }
    }

    /// <summary>Checks that members which no property took are columns of the schema that the model does not use.</summary>
    /// <param name="members">Their names; null: there are none.</param>
    /// <param name="features">The columns that the model uses.</param>
    /// <param name="others">The other columns of the schema.</param>
    public void Members(IEnumerable<string>? members, ICollection<string> features, ICollection<string> others)
    {
        _ = features ?? throw new ArgumentNullException(nameof(features));
        _ = others ?? throw new ArgumentNullException(nameof(others));
        foreach (var member in members ?? [])
        {
            if (!others.Contains(member))
            {
                Add(member, $"'{Shorten(member)}' is no column of the model; its columns are {Some(features)}.");
            }
        }
    }

    private bool IsNumber(string column, double? value, bool required, string type)
    {
        if (value is not { } number || double.IsNaN(number))
        {
            Given(column, !required);
            return false;
        }

        if (double.IsInfinity(number))
        {
            Add(column, $"Column '{column}' has a number that is too large for {type}.");
            return false;
        }

        return true;
    }

    private void OutOfRange(string column, string value, double? min, double? max)
    {
        var least = min is { } low ? low.ToString("R", CultureInfo.InvariantCulture) + " or more" : null;
        var most = max is { } high ? high.ToString("R", CultureInfo.InvariantCulture) + " or less" : null;
        Add(column, $"Column '{column}' has the value {value}; the model's schema allows {least}{(least is null || most is null ? null : " and ")}{most}.");
    }

    private void Add(string column, string message) => _problems.Add(new InputProblem(column, message));

    private static string Some(ICollection<string> texts) =>
        string.Join(", ", texts.Take(MostShown).Select(Shorten))
        + (texts.Count > MostShown ? string.Format(CultureInfo.InvariantCulture, " and {0} more", texts.Count - MostShown) : null);

    private static string Shorten(string text) => text.Length <= LongestShown ? text : new string([.. text.Take(LongestShown), '…']);
}
