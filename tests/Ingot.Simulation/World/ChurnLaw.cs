using Ingot.Core.Tables;

namespace Ingot.Simulation.World;

/// <summary>
/// The truth of the simulation: with which probability a customer leaves. A logistic law of columns of data/telco; the coefficients were fitted to
/// its 7,043 customers (Newton's method; AUC 0.849) and rounded. What the data cannot tell was added: who pays more than 110
/// a month leaves sooner.
/// </summary>
public sealed record ChurnLaw
{
    private const double MonthsOfTenure = 72;
    private const double Unit = 100;
    private const double Dear = 1.1;

    private ChurnLaw(double constant, double oneYear, double twoYears) => (Constant, OneYear, TwoYears) = (constant, oneYear, twoYears);

    /// <summary>As it is first.</summary>
    public static ChurnLaw Before { get; } = new(-2.0, -0.7, -1.71);

    /// <summary>Contracts can be cancelled at any time, and a competitor courts those who have one. As many customers leave as before.</summary>
    public static ChurnLaw After { get; } = new(-2.74, 0.8, 1.5);

    /// <summary>The constant.</summary>
    public double Constant { get; }

    /// <summary>Of customers with a contract of one year.</summary>
    public double OneYear { get; }

    /// <summary>Of customers with a contract of two years.</summary>
    public double TwoYears { get; }

    /// <summary>The probability that each customer leaves.</summary>
    public double[] Probabilities(Table customers)
    {
        ArgumentNullException.ThrowIfNull(customers);
        double[] Numbers(string name) => ((NumberColumn)customers[name]).Values;
        bool[] Is(string name, string value)
        {
            var column = (StringColumn)customers[name];
            var code = Array.IndexOf(column.Dictionary, value);
            return Array.ConvertAll(column.Codes, c => c == code);
        }

        var (tenure, charges, paperless, senior) = (Numbers("tenure"), Numbers("monthly_charges"), Numbers("paperless_billing"), Numbers("senior_citizen"));
        var (oneYear, twoYears) = (Is("contract", "One year"), Is("contract", "Two year"));
        var (fibre, offline) = (Is("internet_service", "Fiber optic"), Is("internet_service", "No"));
        var (check, security, support) = (Is("payment_method", "Electronic check"), Is("online_security", "Yes"), Is("tech_support", "Yes"));
        var (movies, lines) = (Is("streaming_movies", "Yes"), Is("multiple_lines", "Yes"));
        var probabilities = new double[customers.Rows];
        for (var i = 0; i < probabilities.Length; i++)
        {
            var young = 1 - (tenure[i] / MonthsOfTenure);
            var charge = charges[i] / Unit;
            var logit = Constant + (-0.19 * tenure[i] / MonthsOfTenure) + (2.02 * young * young * young * young)
                + (oneYear[i] ? OneYear : 0) + (twoYears[i] ? TwoYears : 0)
                + (fibre[i] ? 0.97 : 0) - (offline[i] ? 1.11 : 0) + (check[i] ? 0.36 : 0) + (0.37 * paperless[i]) + (0.26 * senior[i])
                - (security[i] ? 0.34 : 0) - (support[i] ? 0.25 : 0) + (movies[i] ? 0.49 : 0) + (lines[i] ? 0.34 : 0)
                - (0.53 * charge) + (6 * Math.Max(0, charge - Dear));
            probabilities[i] = 1 / (1 + Math.Exp(-logit));
        }

        return probabilities;
    }
}
