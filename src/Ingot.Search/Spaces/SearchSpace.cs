namespace Ingot.Search.Spaces;

/// <summary>Everything that is searched for. A point of it is a dictionary of the parameters that exist there; a choice is told by its place, from 0.</summary>
public sealed class SearchSpace
{
    private readonly Dictionary<string, SearchParameter> _byName;

    /// <summary>A space.</summary>
    /// <param name="parameters">Its parameters. One that others depend on stands before them.</param>
    /// <exception cref="ArgumentException">Two have one name; or a condition names no earlier parameter with choices, or none of its choices.</exception>
    public SearchSpace(IReadOnlyList<SearchParameter> parameters)
    {
        Parameters = parameters;
        _byName = new Dictionary<string, SearchParameter>(StringComparer.Ordinal);
        foreach (var parameter in parameters)
        {
            foreach (var condition in parameter.Conditions)
            {
                if (!_byName.TryGetValue(condition.Parameter, out var other) || other.Domain is not ChoiceDomain choices || condition.Values.Any(v => choices.Read(v) is null))
                {
                    throw new ArgumentException($"The condition {condition} of {parameter.Name} names no choice of a parameter before it.", nameof(parameters));
                }
            }

            if (!_byName.TryAdd(parameter.Name, parameter))
            {
                throw new ArgumentException($"There are two parameters {parameter.Name}.", nameof(parameters));
            }
        }

        // Parameters that exist with each other, always, are drawn together: a joint density of others would be one of the few points that have both.
        Groups = [.. parameters.GroupBy(p => string.Join(';', Requirements(p).Select(c => c.ToString()).Distinct().Order(StringComparer.Ordinal)), StringComparer.Ordinal)
            .Select(g => (IReadOnlyList<SearchParameter>)[.. g])];
    }

    /// <summary>The parameters, each after those that it depends on.</summary>
    public IReadOnlyList<SearchParameter> Parameters { get; }

    /// <summary>How many points there are; infinite where a number is not whole. An upper bound where some parameters depend on others.</summary>
    public double Count => Parameters.Aggregate(1.0, (product, p) => product * (p.Domain.Count + (p.Conditions.Count > 0 ? 1 : 0)));

    /// <summary>The parameters by what they depend on: those of a group exist together or not at all.</summary>
    internal IReadOnlyList<IReadOnlyList<SearchParameter>> Groups { get; }

    /// <summary>The parameter of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public SearchParameter this[string name] => _byName[name];

    /// <summary>Whether a parameter exists at a point, of which the parameters before it are known.</summary>
    public bool Has(SearchParameter parameter, IReadOnlyDictionary<string, double> point) => parameter.Conditions.All(c =>
        point.TryGetValue(c.Parameter, out var value) && c.Values.Contains(_byName[c.Parameter].Domain.Text(value), StringComparer.OrdinalIgnoreCase));

    /// <summary>A point in words: each parameter that exists with its value, in the space's order.</summary>
    public string Text(IReadOnlyDictionary<string, double> point) =>
        string.Join(", ", Parameters.Where(p => point.ContainsKey(p.Name)).Select(p => $"{p.Name}={p.Domain.Text(point[p.Name])}"));

    // With what it depends on, and what that depends on.
    private IEnumerable<ParameterCondition> Requirements(SearchParameter parameter) =>
        parameter.Conditions.SelectMany(c => Requirements(_byName[c.Parameter]).Append(c));
}
