using System.Globalization;
using Ingot.Core.Tables;

namespace Ingot.Simulation.World;

/// <summary>
/// Draws customers: those of data/telco, with tenure and charges smoothed, so that no two are the same. Whether one leaves is drawn by a law of its own, and
/// not what the data say.
/// </summary>
public sealed class CustomerSource
{
    private const double LongestTenure = 72;
    private const int TenureNoise = 3;
    private const double ChargeNoise = 0.03;

    private static readonly string[] Numbers = ["female", "senior_citizen", "partner", "dependents", "tenure", "phone_service", "paperless_billing", "monthly_charges", "total_charges"];

    private readonly Table _customers;

    private CustomerSource(Table customers) => _customers = customers;

    /// <summary>Reads the customers.</summary>
    /// <param name="repository">The root of the repository.</param>
    public static CustomerSource Read(string repository)
    {
        var rows = new List<string[]>();
        string[] names = [];
        foreach (var name in (string[])["train.csv", "reference.csv"])
        {
            // No text of these files has a comma or a quote in it.
            var lines = File.ReadAllLines(Path.Combine(repository, "data", "telco", name)).Select(l => Array.ConvertAll(l.Split(','), c => c.Trim('"'))).ToList();
            names = lines[0];
            rows.AddRange(lines.Skip(1));
        }

        return new CustomerSource(new Table([.. names.Select((name, i) => (name, i)).Where(c => c.name != YearWorld.Label).Select(c => Column(c.name, [.. rows.Select(r => r[c.i])]))]));
    }

    /// <summary>Draws customers.</summary>
    /// <param name="count">How many.</param>
    /// <param name="draws">By which.</param>
    /// <param name="priceRise">By what share internet customers pay more.</param>
    internal Table Draw(int count, Draws draws, double priceRise)
    {
        var rows = new int[count];
        for (var i = 0; i < count; i++)
        {
            rows[i] = draws.Below(_customers.Rows);
        }

        var drawn = _customers.Take(rows);
        var (tenure, monthly, total) = (new double[count], new double[count], new double[count]);
        var service = (StringColumn)drawn["internet_service"];
        for (var i = 0; i < count; i++)
        {
            var months = ((NumberColumn)drawn["tenure"]).Values[i];
            tenure[i] = months == 0 ? 0 : Math.Clamp(months + draws.Below((2 * TenureNoise) + 1) - TenureNoise, 1, LongestTenure);
            var charge = ((NumberColumn)drawn["monthly_charges"]).Values[i] * (1 + (ChargeNoise * draws.Normal()));
            total[i] = tenure[i] == 0 ? double.NaN : Math.Round(tenure[i] * charge * (1 + (ChargeNoise * draws.Normal())), 2);
            monthly[i] = Math.Round(service[i] == "No" ? charge : charge * (1 + priceRise), 2);
        }

        return new Table([.. drawn.Columns.Select(c => c.Name switch
        {
            "tenure" => new NumberColumn(c.Name, tenure),
            "monthly_charges" => new NumberColumn(c.Name, monthly),
            "total_charges" => new NumberColumn(c.Name, total),
            _ => c,
        })]);
    }

    private static TableColumn Column(string name, string[] values)
    {
        if (Numbers.Contains(name))
        {
            return new NumberColumn(name, Array.ConvertAll(values, v => v.Length == 0 ? double.NaN : double.Parse(v, CultureInfo.InvariantCulture)));
        }

        string[] dictionary = [.. values.Distinct().Order(StringComparer.Ordinal)];
        return new StringColumn(name, Array.ConvertAll(values, v => Array.BinarySearch(dictionary, v, StringComparer.Ordinal)), dictionary);
    }
}
